package io.drover.coordinator.api;

/** A body went on beyond what one may be. */
final class BodyTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BodyTooLongException(int most) {
        super("A body for this path has at most " + (most >> 10) + " KiB", null, false, false);
    }
}
