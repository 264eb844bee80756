package io.drover.worker.pace;

import org.jspecify.annotations.Nullable;

/** One request in a {@link Book}, from when it wants to go until it was answered. Times are microseconds of this process. */
final class Ticket {

    static final long NONE = -1;

    private final String execution;
    private final Thread owner;
    private long due = NONE;
    private long sentAt;
    private int inFlight;
    private boolean governed;
    private Said.@Nullable By by;

    Ticket(String execution, Thread owner) {
        this.execution = execution;
        this.owner = owner;
    }

    String execution() {
        return execution;
    }

    Thread owner() {
        return owner;
    }

    /** Whose word on the limits counts for as long as this is open. */
    void says(Said.By saying) {
        by = saying;
    }

    void close(long now) {
        if (by != null) {
            by.close(now);
        }
    }

    boolean isServed() {
        return due != NONE;
    }

    /** When it may go. */
    long due() {
        return due;
    }

    void serve(long when) {
        due = when;
    }

    /**
     * @param beside how many are on their way, this one too
     * @param limited whether its process keeps to a limit
     */
    void sent(long when, int beside, boolean limited) {
        governed = limited;
        sentAt = when;
        inFlight = beside;
    }

    boolean isGoverned() {
        return governed;
    }

    long sentAt() {
        return sentAt;
    }

    int inFlight() {
        return inFlight;
    }
}
