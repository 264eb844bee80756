package io.drover.cli;

import io.drover.cli.api.Problem;
import io.drover.cli.api.ProblemException;
import io.drover.cli.api.UnexpectedAnswerException;
import io.drover.cli.api.UnreachableException;
import io.drover.cli.local.StartException;
import io.drover.cli.migration.InputError;
import io.drover.cli.migration.InputException;
import io.drover.cli.migration.Submission;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong, where, and what to do, and answers the exit code for it. */
final class Errors implements IExecutionExceptionHandler {

    private final Session session;

    Errors(Session session) {
        this.session = session;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return switch (e) {
            case InputException input -> {
                input.errors().stream().map(InputError::toString).forEach(session::say);
                yield ExitCode.BAD_INPUT;
            }
            case BadInputException input -> say(reason(input), ExitCode.BAD_INPUT);
            case NoTerminalException none -> say(reason(none), ExitCode.NO_TERMINAL);
            case RefusedException refused -> problem(refused.problem(), Optional.of(refused.submission()));
            case ProblemException refused -> problem(refused.problem(), Optional.empty());
            case UnreachableException unreachable ->
                say(
                        "No Drover server answers at " + unreachable.server()
                                + ". Start one with: drover up (or name another with --server URL).",
                        ExitCode.SERVER);
            case UnexpectedAnswerException unexpected ->
                say(
                        unexpected.getMessage() + "\nMost often this client and the server are of different versions.",
                        ExitCode.SERVER);
            case StartException start ->
                say(reason(start), start.inputIsWrong() ? ExitCode.BAD_INPUT : ExitCode.SERVER);
            default -> say(reason(e), ExitCode.OTHER);
        };
    }

    private int problem(Problem problem, Optional<Submission> submission) {
        say(problem.summary(), ExitCode.OTHER);
        for (Problem.Violation violation : problem.violations()) {
            String field = violation.field() == null ? "" : violation.field() + ": ";
            String at = submission
                    .flatMap(known -> known.positionOf(violation.field() == null ? "" : violation.field()))
                    .map(position -> position + ": ")
                    .orElse("  ");
            session.say(at + field + violation.message());
        }
        String advice = advice(problem.status());
        if (!advice.isEmpty()) {
            session.say(advice);
        }
        return problem.status() >= 500 ? ExitCode.SERVER : ExitCode.BAD_INPUT;
    }

    private static String advice(int status) {
        return switch (status) {
            case 400, 422 -> "Correct that and try again; nothing was started.";
            case 401, 403 -> "This server wants the API's token: --token-file FILE.";
            case 404 -> "See what there is with: drover status";
            case 409 -> "Nothing was changed by this. See where it stands with: drover status";
            case 429, 503 -> "The server is busy or not ready yet. Try again in a moment.";
            default -> status >= 500 ? "The server's log says more." : "";
        };
    }

    private int say(String message, int code) {
        session.say(message);
        return code;
    }

    private static String reason(Exception e) {
        StringBuilder reason = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            reason.append(reason.isEmpty() ? "" : ": ")
                    .append(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        }
        return reason.toString();
    }
}
