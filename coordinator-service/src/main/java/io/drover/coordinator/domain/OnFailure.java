package io.drover.coordinator.domain;

/** What it means that a step has failed past the point of no return; which of the two, its guard says. */
public enum OnFailure {
    /** Nothing is tried again and nothing new begins until a named person says so. */
    HOLD,
    /** It is tried again as before the line; when it fails for good, the execution ends as an error. */
    RETRY
}
