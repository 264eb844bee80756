package io.drover.coordinator.journal;

import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.persistence.Json;
import java.util.Objects;

/**
 * One execution's history, decided again entry by entry, each signal at its recorded time. What is decided must be what was
 * recorded: a release that decides differently would make of the log something that never was.
 */
public final class Replay {

    private final JournalEntry.Began began;
    private final Decider decider;
    private ExecutionState state;
    private long revision;

    /** @param first the execution's first entry, which is not replayed by this */
    public Replay(JournalEntry first) {
        JournalEntry.Began said = first.began();
        if (said == null || first.seq() != 1) {
            throw new RebuildException(name(first) + " is the first, and does not say what the execution is of");
        }
        Plan plan = Json.read(said.plan(), Plan.class);
        began = said;
        decider = new Decider(plan);
        state = ExecutionState.of(first.execution(), plan, said.startedAt());
    }

    /** @throws RebuildException when the entry is not the next one, or this release decides differently */
    public Decision next(JournalEntry recorded) {
        if (recorded.seq() != revision + 1) {
            throw new RebuildException(name(recorded) + " follows entry " + revision);
        }
        Decision decision = decide(recorded);
        JournalEntry decided = JournalEntry.of(
                recorded.execution(), recorded.seq(), recorded.at(), recorded.signal(), recorded.began(), decision);
        JournalEntry same = recorded.cut() == 0 ? decided : decided.fitting();
        if (!same.equals(recorded)) {
            throw new RebuildException(name(recorded) + ": " + difference(recorded, same));
        }
        state = decision.next();
        revision = recorded.seq();
        return decision;
    }

    private Decision decide(JournalEntry recorded) {
        try {
            return decider.decide(state, recorded.signal(), recorded.at());
        } catch (RuntimeException e) {
            throw new RebuildException(name(recorded) + " cannot be decided by this release: " + e.getMessage(), e);
        }
    }

    public ExecutionState state() {
        return state;
    }

    public JournalEntry.Began began() {
        return began;
    }

    /** Number of entries replayed. */
    public long revision() {
        return revision;
    }

    private static String name(JournalEntry entry) {
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
