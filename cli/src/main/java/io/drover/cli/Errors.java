package io.drover.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Problem;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.ProblemException;
import io.drover.cli.api.UnexpectedAnswerException;
import io.drover.cli.api.UnreachableException;
import io.drover.cli.migration.InputError;
import io.drover.cli.migration.InputException;
import io.drover.cli.migration.Position;
import io.drover.cli.migration.Submission;
import io.drover.installation.StartException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says what went wrong, where, and what to do, and answers the exit code for it: in words, or with {@code -o json} as one
 * object on standard error, with the fields of a problem (RFC 9457) and {@code exitCode}.
 */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Session session;

    Errors(Session session) {
        this.session = session;
    }

    /** One thing that is wrong, and where. */
    private record Wrong(@Nullable String at, @Nullable String field, String message) {

        static Wrong of(InputError error) {
            return new Wrong(error.at().toString(), null, error.message());
        }

        String line() {
            return (at == null ? "  " : at + ": ") + (field == null ? "" : field + ": ") + message;
        }
    }

    /** @param status of the server's answer, 0 where it was not the server */
    private record Said(int exitCode, int status, String detail, List<Wrong> errors, String advice) {

        static Said of(int exitCode, String detail) {
            return new Said(exitCode, 0, detail, List.of(), "");
        }

        private Stream<String> lines() {
            return Stream.of(detail.lines(), errors.stream().map(Wrong::line), advice.lines())
                    .flatMap(lines -> lines);
        }

        private String json() {
            ObjectNode problem = ApiJson.MAPPER.createObjectNode().put("title", title());
            if (status != 0) {
                problem.put("status", status);
            }
            problem.put("detail", detail.isEmpty() ? errors.getFirst().message() : detail);
            if (!errors.isEmpty()) {
                ArrayNode all = problem.putArray("errors");
                errors.forEach(wrong -> all.addObject()
                        .put("at", wrong.at)
                        .put("field", wrong.field)
                        .put("message", wrong.message));
            }
            if (!advice.isEmpty()) {
                problem.put("advice", advice);
            }
            return ApiJson.write(problem.put("exitCode", exitCode));
        }

        private String title() {
            return switch (exitCode) {
                case ExitCode.BAD_INPUT -> "Bad input";
                case ExitCode.SERVER -> "No server, or it failed";
                case ExitCode.NO_TERMINAL -> "No terminal";
                default -> "Failed";
            };
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return say(said(e), session.isJson());
    }

    /** As picocli does it, and in its exit code; options may not have been read when the command line is wrong. */
    @Override
    public int handleParseException(ParameterException e, String[] arguments) throws Exception {
        if (wantsJson(List.of(arguments))) {
            return say(Said.of(ExitCode.BAD_INPUT, Objects.requireNonNullElse(e.getMessage(), "")), true);
        }
        return new CommandLine(new Drover(new CommonOptions()))
                .getParameterExceptionHandler()
                .handleParseException(e, arguments);
    }

    private static boolean wantsJson(List<String> arguments) {
        String line = " " + String.join(" ", arguments) + " ";
        return line.contains(" -o json ")
                || line.contains(" -o=json ")
                || line.contains(" -ojson ")
                || line.contains(" --output-format json ")
                || line.contains(" --output-format=json ");
    }

    private Said said(Exception e) {
        return switch (e) {
            case InputException input ->
                new Said(
                        ExitCode.BAD_INPUT,
                        0,
                        "",
                        input.errors().stream().map(Wrong::of).toList(),
                        "");
            case BadInputException input -> Said.of(ExitCode.BAD_INPUT, reason(input));
            case NoTerminalException none -> Said.of(ExitCode.NO_TERMINAL, reason(none));
            case FileRefusedException refused -> problem(refused.problem(), Optional.of(refused.submission()));
            case ProblemException refused -> problem(refused.problem(), Optional.empty());
            case UnreachableException unreachable ->
                Said.of(
                        ExitCode.SERVER,
                        "No Drover server answers at " + unreachable.server()
                                + ". Start one with: drover up (or name another with --server URL).");
            case UnexpectedAnswerException unexpected ->
                Said.of(
                        ExitCode.SERVER,
                        unexpected.getMessage() + "\nMost often this client and the server are of different versions.");
            case StartException start ->
                Said.of(start.inputIsWrong() ? ExitCode.BAD_INPUT : ExitCode.SERVER, reason(start));
            default -> Said.of(ExitCode.OTHER, reason(e));
        };
    }

    private static Said problem(Problem problem, Optional<Submission> submission) {
        List<Wrong> errors = problem.violations().stream()
                .map(violation -> {
                    String field = Objects.requireNonNullElse(violation.field(), "");
                    String at = submission
                            .flatMap(known -> known.positionOf(field))
                            .map(Position::toString)
                            .orElse(null);
                    return new Wrong(at, violation.field(), violation.message());
                })
                .toList();
        return new Said(
                problem.status() >= 500 ? ExitCode.SERVER : ExitCode.BAD_INPUT,
                problem.status(),
                problem.summary(),
                errors,
                advice(problem.status()));
    }

    private static String advice(int status) {
        return switch (status) {
            case 400, 422 -> "Correct that and try again; nothing was started.";
            case 401 -> "This server needs a valid token: --token-file FILE.";
            case 404 -> "See what is there with: drover status";
            case 409 -> "This changed nothing. See the state with: drover status";
            case 429, 503 -> "The server is busy or not ready yet. Try again in a moment.";
            default -> status >= 500 ? "The server's log says more." : "";
        };
    }

    private int say(Said said, boolean json) {
        if (json) {
            session.say(said.json());
        } else {
            said.lines().forEach(session::say);
        }
        return said.exitCode();
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
