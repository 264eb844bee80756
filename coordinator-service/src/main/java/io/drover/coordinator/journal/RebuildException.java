package io.drover.coordinator.journal;

import org.jspecify.annotations.Nullable;

/** Nothing is rebuilt; the message says where the log or the database is not as it has to be. */
public final class RebuildException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RebuildException(String message) {
        super(message);
    }

    RebuildException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
