package io.drover.contracts;

/** A message is over {@link Messages#MAX_BYTES}. */
public final class MessageTooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int bytes;

    MessageTooLongException(int bytes) {
        super("a message of " + bytes + " bytes is over the limit of " + Messages.MAX_BYTES
                + "; data belongs into the staging store");
        this.bytes = bytes;
    }

    /** How long it would have been. */
    public int bytes() {
        return bytes;
    }
}
