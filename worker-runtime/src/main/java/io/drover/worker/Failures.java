package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.StagingCorruptException;
import io.drover.staging.StagingFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What went wrong in an attempt, as data. */
final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    /** The coordinator waits with the batch until there is room. */
    private static final String STAGING_FULL = "STAGING_FULL";

    private Failures() {}

    /** What an exception says, without the values of secrets. */
    static Outcome.Failed of(Command command, BatchRun run, WorkerName worker, Exception cause) {
        return switch (cause) {
            case ConnectorException told -> told(command, masked(told, run), full(told));
            case StagingCorruptException corrupt ->
                of(
                        command,
                        "STAGING_CORRUPT",
                        Outcome.FailureType.INTERNAL,
                        String.valueOf(corrupt.getMessage()),
                        corrupt);
            case IOException failed -> staging(command, failed);
            case UncheckedIOException failed -> staging(command, failed);
            default -> {
                // The message may hold a record's text, so only the kind of error travels.
                String what = "Unexpected " + cause.getClass().getSimpleName() + " in " + command.operation()
                        + "; see the log of " + worker.value();
                yield of(command, "INTERNAL_ERROR", Outcome.FailureType.INTERNAL, what, cause);
            }
        };
    }

    /** @param cause for the log; null when the message says all */
    static Outcome.Failed of(
            Command command, String code, Outcome.FailureType type, String message, @Nullable Exception cause) {
        log(command, code, cause);
        return new Outcome.Failed(code, type, message, null);
    }

    static Outcome.Failed unreadable(Command command, Exception cause) {
        String what = "Cannot read or write the staging store: " + cause.getMessage();
        return of(command, "STAGING_UNAVAILABLE", Outcome.FailureType.RESOURCES, what, cause);
    }

    private static Outcome.Failed told(Command command, ConnectorException told, Optional<StagingFullException> full) {
        if (full.isPresent()) {
            String what = told.getMessage() + " " + full.get().getMessage();
            return of(command, STAGING_FULL, Outcome.FailureType.RESOURCES, what, told);
        }
        // What a user has to mend is told to the user; a stack trace would only hide it.
        log(command, told.code(), told.type() == FailureType.USER ? null : told);
        return new Outcome.Failed(
                told.code(),
                Outcome.FailureType.valueOf(told.type().name()),
                String.valueOf(told.getMessage()),
                told.retryAfter().map(Duration::toMillis).orElse(null));
    }

    private static Outcome.Failed staging(Command command, Exception cause) {
        return full(cause)
                .map(full -> of(
                        command, STAGING_FULL, Outcome.FailureType.RESOURCES, String.valueOf(full.getMessage()), null))
                .orElseGet(() -> unreadable(command, cause));
    }

    /** Without the values of secrets: a system's answer may repeat the token that it was sent. */
    private static ConnectorException masked(ConnectorException failure, BatchRun run) {
        try {
            return run.masks().of(failure);
        } catch (ConnectorException unmaskable) {
            return new ConnectorException(
                    failure.code(),
                    failure.type(),
                    "Its message is left out, since it may contain a secret: " + unmaskable.getMessage(),
                    failure.retryAfter().orElse(null),
                    null);
        }
    }

    /** A full disk can be the cause of another exception. */
    private static Optional<StagingFullException> full(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof StagingFullException full) {
                return Optional.of(full);
            }
        }
        return Optional.empty();
    }

    private static void log(Command command, String code, @Nullable Exception cause) {
        LOG.warnf(
                cause,
                "Attempt failed executionId=%s step=%s phase=%s batchId=%s attempt=%d errorCode=%s",
                command.batch().execution(),
                command.batch().step(),
                command.batch().phase(),
                command.batch(),
                command.attempt(),
                code);
    }
}
