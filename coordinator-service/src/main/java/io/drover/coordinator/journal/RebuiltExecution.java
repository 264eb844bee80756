package io.drover.coordinator.journal;

import io.drover.api.AuditHead;
import io.drover.api.AuditLine;
import io.drover.contracts.Result;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution as its entries give it: what followed from a signal is applied. Entries of releases that did not keep it are
 * decided again; where this release decides otherwise, an execution that ended is as its lines say, and one that goes on cannot
 * be rebuilt.
 */
final class RebuiltExecution {

    private final String id;
    private final JournalEntry.Began began;
    private final AsRecorded recorded = new AsRecorded();
    private AuditHead audit = AuditHead.NONE;
    private long revision;
    private @Nullable StateDocument document;
    private @Nullable Replay replay;
    private @Nullable String otherwise;

    /** @throws RebuildException when the entry is no first one */
    RebuiltExecution(JournalEntry first) {
        id = first.execution();
        began = Replay.began(first);
    }

    /** @throws RebuildException when the entry is not the next one, or does not give what followed from it */
    Left next(JournalEntry entry) {
        if (entry.seq() != revision + 1) {
            throw new RebuildException(Replay.name(entry) + " follows entry " + revision);
        }
        recorded.take(entry);
        Followed followed = entry.followed();
        Left left = followed != null ? applied(entry, followed) : decidedAgain(entry);
        for (AuditLine line : left.audit()) {
            audit = audit.after(line);
        }
        revision = entry.seq();
        return left;
    }

    private static AuditLine next(AuditHead audit, String json) {
        try {
            return AuditLine.read(audit, json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + (audit.count() + 1) + " of the audit: " + e.getMessage(), e);
        }
    }

    private Left applied(JournalEntry entry, Followed followed) {
        try {
            AuditHead now = audit;
            List<AuditLine> lines = new ArrayList<>();
            for (String json : followed.audit()) {
                lines.add(next(now, json));
                now = now.after(lines.getLast());
            }
            if (entry.audit() != null && !entry.audit().equals(now.head())) {
                throw new IllegalStateException("the audit's hash is " + now.head() + ", and was " + entry.audit());
            }
            Left left = new Left(followed.closedBy(entry.signal()), lines);
            document = followed.after(before());
            replay = null;
            otherwise = null; // whatever was decided before it: this is what there was
            return left;
        } catch (RuntimeException e) {
            String earlier = otherwise == null ? "" : "; before it, " + otherwise;
            throw new RebuildException(Replay.name(entry) + " cannot be applied: " + e.getMessage() + earlier, e);
        }
    }

    private @Nullable StateDocument before() {
        return replay == null ? document : StateDocument.of(replay.state());
    }

    private Left decidedAgain(JournalEntry entry) {
        if (replay == null) {
            replay = new Replay(began, entry, document);
            document = null;
        }
        if (otherwise == null) {
            try {
                return left(replay.next(entry));
            } catch (RebuildException e) {
                otherwise = String.valueOf(e.getMessage());
            }
        } else {
            goOnIfPossible(replay, entry);
        }
        return AsRecorded.left(entry, audit);
    }

    /** So that its figures are as near to what they were as this release comes. */
    private static void goOnIfPossible(Replay replay, JournalEntry entry) {
        try {
            replay.goOn(entry);
        } catch (RebuildException e) {
            // It stays as it was before; that it is decided otherwise is told anyway.
        }
    }

    private static Left left(Decision decision) {
        List<Result> closed = new ArrayList<>();
        List<AuditLine> lines = new ArrayList<>();
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Close close -> closed.add(close.result());
                case Effect.Audited audited -> lines.add(audited.line());
                case Effect.Note note -> {} // in the entry
                case Effect.Issue issue -> {} // in the state
                case Effect.Cancel cancel -> {} // likewise
                case Effect.Tell tell -> {} // told then
            }
        }
        return new Left(closed, lines);
    }

    /** @throws RebuildException when it goes on and this release decides it otherwise */
    void proveThatItCanGoOn() {
        if (otherwise != null && !recorded.ended()) {
            throw new RebuildException("Execution " + id + " goes on, and is decided otherwise now: " + otherwise);
        }
    }

    /** Where this release decides otherwise, so that it is as its lines say; empty when it is what it was. */
    Optional<String> otherwise() {
        return Optional.ofNullable(otherwise);
    }

    /** As the release that kept it wrote it. */
    StateDocument document() {
        if (document != null) {
            return document;
        }
        ExecutionState decided = Objects.requireNonNull(replay, "an entry").state();
        return StateDocument.withoutChanges(otherwise == null ? decided : recorded.end(decided, audit));
    }

    JournalEntry.Began began() {
        return began;
    }

    String id() {
        return id;
    }

    /** Number of entries taken. */
    long revision() {
        return revision;
    }
}
