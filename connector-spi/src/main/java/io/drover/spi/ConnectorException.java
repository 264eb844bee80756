package io.drover.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch could not be done. Leaves a connector only through its interface methods; from there it travels as data. The
 * message names what, where and what to do, and holds no secret and no record text.
 */
public final class ConnectorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final FailureType type;
    private final @Nullable Duration retryAfter;
    private final @Nullable String answer;

    /** @param code a stable word in upper case, for example {@code TOKEN_REFUSED} */
    public ConnectorException(String code, FailureType type, String message) {
        this(code, type, message, null, null);
    }

    public ConnectorException(
            String code, FailureType type, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        this(code, type, message, retryAfter, cause, null);
    }

    /** @param answer request, status and first words of what the system said, for the finding about one record */
    public ConnectorException(
            String code,
            FailureType type,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause,
            @Nullable String answer) {
        super(message, cause);
        this.code = code;
        this.type = type;
        this.retryAfter = retryAfter;
        this.answer = answer;
    }

    public String code() {
        return code;
    }

    public FailureType type() {
        return type;
    }

    /** How long the system asked to wait, when it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Request, status and first words of the system's answer, when there was one. */
    public Optional<String> answer() {
        return Optional.ofNullable(answer);
    }
}
