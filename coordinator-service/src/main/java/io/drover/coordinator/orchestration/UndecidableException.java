package io.drover.coordinator.orchestration;

import org.jspecify.annotations.Nullable;

/** No decision can be made for an execution, now or later. The execution must not block others. */
final class UndecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String step;
    private final boolean readable;

    private UndecidableException(
            String code, @Nullable String step, boolean readable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.step = step;
        this.readable = readable;
    }

    /** Its stored state cannot be read, so it stays as it is. */
    static UndecidableException unreadable(String execution, RuntimeException cause) {
        String message = "execution " + execution + " is in a state that cannot be read: " + cause;
        return new UndecidableException("UNDECIDABLE", null, false, message, cause);
    }

    /** No decision follows from what happened, or none that can be kept. */
    static UndecidableException of(String execution, Throwable cause) {
        String message = "Execution " + execution + " cannot continue: no decision is possible ("
                + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                + "). This is a bug; keep the evidence bundle and the coordinator's log.";
        return new UndecidableException("UNDECIDABLE", null, true, message, cause);
    }

    /** A command of this step cannot be written. */
    static UndecidableException command(String code, String step, String message, RuntimeException cause) {
        return new UndecidableException(code, step, true, message, cause);
    }

    String code() {
        return code;
    }

    /** Whose command it is about; null when it is about none. */
    @Nullable
    String step() {
        return step;
    }

    /** Whether the execution can be ended for it. */
    boolean readable() {
        return readable;
    }
}
