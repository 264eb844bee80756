package io.drover.cli;

import io.drover.api.Books;
import io.drover.api.Execution;

/** What the command answers to the shell. Scripts rely on these numbers. */
final class ExitCode {

    /** Done; for an execution: the books balance and nothing was rejected. */
    static final int BALANCED = 0;
    /** Anything that the others do not say. */
    static final int OTHER = 1;
    /** Bad input: the command line, a file, a token, a project, a port in use. */
    static final int BAD_INPUT = 2;
    /** No server answers, or it failed. */
    static final int SERVER = 3;
    /** Finished, and some records were rejected or are different in the target. */
    static final int REJECTED = 4;
    /** Failed past the point of no return: it is held until a person decides how it goes on. */
    static final int HELD = 5;
    /** A phrase has to be typed at a terminal, and there is none. Nothing was consented to. */
    static final int NO_TERMINAL = 6;

    private ExitCode() {}

    static int of(Execution execution) {
        return switch (execution.state()) {
            case SUCCESS, PARTIAL -> ofFinished(execution);
            case ERROR -> execution.failure() != null && execution.failure().byUser() ? BAD_INPUT : OTHER;
            case HELD -> HELD;
            case STOPPED, RUNNING -> OTHER;
        };
    }

    private static int ofFinished(Execution execution) {
        if (!execution.balances()) {
            return OTHER;
        }
        return switch (execution.state()) {
            case PARTIAL -> REJECTED;
            default -> execution.books().values().stream().anyMatch(Books::fallsShort) ? REJECTED : BALANCED;
        };
    }
}
