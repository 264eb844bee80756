package io.drover.coordinator.api;

/** What a path names does not exist. */
final class NoSuchThingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchThingException(String what, String name) {
        super("There is no " + what + " " + name);
    }
}
