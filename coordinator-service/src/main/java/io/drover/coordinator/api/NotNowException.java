package io.drover.coordinator.api;

/** It is not the time for what was asked. */
final class NotNowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotNowException(String message) {
        super(message);
    }
}
