package io.drover.coordinator.api;

/** Too many watch already. */
final class NoPlaceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status 429 when it is the caller's own doing, 503 otherwise */
    NoPlaceException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
