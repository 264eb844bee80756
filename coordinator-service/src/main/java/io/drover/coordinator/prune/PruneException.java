package io.drover.coordinator.prune;

/** Nothing, or nothing more, is pruned; the message says why. */
public final class PruneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean badInput;

    private PruneException(String message, boolean badInput) {
        super(message);
        this.badInput = badInput;
    }

    static PruneException of(String message) {
        return new PruneException(message, false);
    }

    static PruneException badInput(String message) {
        return new PruneException(message, true);
    }

    /** Whether another command line would do. */
    public boolean isBadInput() {
        return badInput;
    }
}
