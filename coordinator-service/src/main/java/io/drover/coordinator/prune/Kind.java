package io.drover.coordinator.prune;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What can be pruned of executions that ended, and how long each is kept where nobody says otherwise. */
public enum Kind {
    /** Staged data, but for reports, evidence, records of operations and archives. */
    STAGING("staging", 30),
    /** Rows of the journal and closed batches of the coordinator; the topic of the journal is left as it is. */
    JOURNAL("journal", 90),
    /** Closed batches and claims of the workers. */
    LEDGER("ledger", 30),
    /** Cancellations on the topic of that name. */
    CANCELLATIONS("cancellations", 30);

    private final String word;
    private final Duration keptFor;

    Kind(String word, int days) {
        this.word = word;
        this.keptFor = Duration.ofDays(days);
    }

    public String word() {
        return word;
    }

    Duration keptFor() {
        return keptFor;
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
