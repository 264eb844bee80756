package io.drover.coordinator.journal;

import io.drover.api.JournalLine;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.persistence.DocumentJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One execution's history, decided again entry by entry, each signal at its recorded time. It is the way back for entries that
 * kept no change, and for all others a test: what this release decides is compared with what was recorded.
 */
public final class Replay {

    private final Decider decider;
    private ExecutionState state;

    /** @param first the execution's first entry, which is not replayed by this */
    public Replay(JournalEntry first) {
        this(began(first), first, null);
    }

    /** @param before the state before {@code next}; null when that is the first */
    Replay(JournalEntry.Began began, JournalEntry next, @Nullable StateDocument before) {
        Plan plan = DocumentJson.read(began.plan(), Plan.class);
        this.decider = new Decider(plan);
        this.state = before != null ? before.state(plan) : ExecutionState.of(next.execution(), plan, began.startedAt());
    }

    /** @throws RebuildException when the entry is no first one */
    static JournalEntry.Began began(JournalEntry first) {
        JournalEntry.Began said = first.began();
        if (said == null || first.seq() != 1) {
            throw new RebuildException(name(first) + " is the first, and does not say what the execution is of");
        }
        return said;
    }

    /** @throws RebuildException when this release decides otherwise, or not at all */
    public Decision next(JournalEntry recorded) {
        Decision decision = goOn(recorded);
        JournalEntry decided = JournalEntry.of(
                recorded.execution(),
                recorded.seq(),
                recorded.at(),
                recorded.signal(),
                recorded.began(),
                decision,
                null);
        if (!decided.decidesAs(recorded)) {
            throw new RebuildException(name(recorded) + ": " + difference(recorded, decided));
        }
        return decision;
    }

    /**
     * Goes on as this release decides, whatever was recorded.
     *
     * @throws RebuildException when it does not decide
     */
    Decision goOn(JournalEntry recorded) {
        try {
            Decision decision = decider.decide(state, recorded.signal(), recorded.at());
            state = decision.next();
            return decision;
        } catch (RuntimeException e) {
            throw new RebuildException(name(recorded) + " cannot be decided by this release: " + e.getMessage(), e);
        }
    }

    public ExecutionState state() {
        return state;
    }

    static String name(JournalEntry entry) {
        return "Execution " + entry.execution() + ", entry " + entry.seq();
    }

    private static String difference(JournalEntry recorded, JournalEntry decided) {
        int lines = Math.max(recorded.lines().size(), decided.lines().size());
        for (int i = 0; i < lines; i++) {
            String was = line(recorded, i);
            String is = line(decided, i);
            if (!was.equals(is)) {
                return "recorded is as decision " + (i + 1) + " " + was + "; this release decides " + is;
            }
        }
        return Objects.equals(recorded.audit(), decided.audit())
                ? "this release writes it otherwise"
                : "the audit's hash was " + recorded.audit() + "; this release makes it " + decided.audit();
    }

    private static String line(JournalEntry entry, int i) {
        if (i >= entry.lines().size()) {
            return "nothing";
        }
        JournalLine line = entry.lines().get(i);
        String about = line.batch() != null ? line.batch() + "#" + line.attempt() : String.valueOf(line.step());
        return "[" + line.what() + " " + about + " " + line.detail() + "]";
    }
}
