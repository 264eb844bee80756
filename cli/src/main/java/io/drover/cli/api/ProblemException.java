package io.drover.cli.api;

import io.drover.api.Problem;

/** The server answered with an error. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.summary());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
