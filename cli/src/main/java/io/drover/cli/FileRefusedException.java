package io.drover.cli;

import io.drover.api.Problem;
import io.drover.cli.api.ProblemException;
import io.drover.cli.migration.Submission;

/** The server refused what a file says; the file's positions tell where to look. */
final class FileRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Submission submission;

    FileRefusedException(ProblemException cause, Submission submission) {
        super(cause.getMessage(), cause);
        this.problem = cause.problem();
        this.submission = submission;
    }

    Problem problem() {
        return problem;
    }

    Submission submission() {
        return submission;
    }
}
