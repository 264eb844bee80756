package io.drover.coordinator.outbox;

import io.drover.contracts.Topics;

/** Messages that are sent apart from the others: nobody waits for an event to be taken. */
enum Lane {
    /** The journal, commands, and all that the work rests on. */
    WORK("drover.outbox", "o.topic <> '" + Topics.EVENTS + "'", "w.topic <> '" + Topics.EVENTS + "'"),
    EVENTS("drover.outbox.events", "o.topic = '" + Topics.EVENTS + "'", "true");

    private final String lock;
    private final String rows;
    private final String before;

    Lane(String lock, String rows, String before) {
        this.lock = lock;
        this.rows = rows;
        this.before = before;
    }

    /** Who holds it sends, of all replicas. */
    String lock() {
        return lock;
    }

    /** Which rows are in it, as SQL on {@code o}. */
    String rows() {
        return rows;
    }

    /** Behind which refused rows of the same owner its rows wait, as SQL on {@code w}. */
    String before() {
        return before;
    }
}
