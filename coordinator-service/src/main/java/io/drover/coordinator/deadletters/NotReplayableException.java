package io.drover.coordinator.deadletters;

/** A dead letter stays where it is; the message says why. */
public final class NotReplayableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotReplayableException(String message) {
        super(message);
    }
}
