package io.drover.process;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a program, in words. */
final class ProcessFailures {

    private ProcessFailures() {}

    /** @param what program and host */
    static ConnectorException notFound(String what, String why, @Nullable Throwable cause) {
        return new ConnectorException(
                "PROGRAM_NOT_FOUND",
                FailureType.USER,
                what + " cannot be started: " + why
                        + ". Install it there, or have its folder in the PATH of the user that runs it.",
                null,
                cause);
    }

    /** A program that ended, and not well. */
    static ConnectorException failed(FailureType type, String sentence, Ended ended) {
        String words = lastWords(ended.out(), ended.err());
        return new ConnectorException(
                "PROGRAM_FAILED", type, sentence + " " + words, null, null, "status " + ended.status() + ". " + words);
    }

    /** A program that was ended, or whose end nobody saw. */
    static ConnectorException told(
            String code, FailureType type, String sentences, Output out, Output err, @Nullable Exception cause) {
        return new ConnectorException(code, type, sentences + " " + lastWords(out, err), null, cause);
    }

    private static String lastWords(Output out, Output err) {
        String words = err.lastWords().isEmpty() ? out.lastWords() : err.lastWords();
        return words.isEmpty() ? "It said nothing." : "Its last words: " + words;
    }

    static ConnectorException interrupted(String sentence) {
        Thread.currentThread().interrupt();
        return new ConnectorException("INTERRUPTED", FailureType.RESOURCES, sentence);
    }

    static ConnectorException secretInArguments(String what) {
        return new ConnectorException(
                "SECRET_IN_ARGUMENTS",
                FailureType.INTERNAL,
                what
                        + " was not started: one of its arguments holds a secret, and every user of a host sees the arguments of its"
                        + " programs. Its connector has to give the secret in the environment or the standard input.");
    }

    /** As people say it. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 10) {
            long tenths = time.toMillis() / 100;
            return tenths / 10.0 + " s";
        }
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
