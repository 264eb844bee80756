package io.drover.coordinator.domain;

/** A person asked for what cannot be done now. Nothing changed. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean wrongInput;

    private RefusedException(String message, boolean wrongInput) {
        super(message);
        this.wrongInput = wrongInput;
    }

    /** It is not the time for it. */
    public static RefusedException now(String message) {
        return new RefusedException(message, false);
    }

    /** What was given is wrong. */
    static RefusedException input(String message) {
        return new RefusedException(message, true);
    }

    public boolean wrongInput() {
        return wrongInput;
    }
}
