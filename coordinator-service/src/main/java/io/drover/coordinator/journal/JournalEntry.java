package io.drover.coordinator.journal;

import io.drover.api.JournalLine;
import io.drover.contracts.BatchId;
import io.drover.contracts.Messages;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change of an execution, in the table {@code journal} and on the topic {@code drover.journal}: what happened, when, what was
 * decided, and what followed from it. What followed, applied in order, gives the execution again. Entries of releases that did
 * not keep it are decided again; their lines tell when that comes out differently.
 *
 * @param seq the execution's revision after the change
 * @param began with the first entry: what the execution is of; null after it
 * @param audit hash of the audit's last line after the change; null when it added none
 * @param lines what was decided, for people
 * @param cut how many lines more there were than fit
 * @param followed null in what was written before it was kept
 */
public record JournalEntry(
        int version,
        String execution,
        long seq,
        Instant at,
        Signal signal,
        @Nullable Began began,
        @Nullable String audit,
        List<JournalLine> lines,
        int cut,
        @Nullable Followed followed)
        implements Journaled {

    /** Room for the brackets, and for {@code cut} when it is no longer zero. */
    private static final int SPARE = 64;

    /**
     * What cannot be computed from signals.
     *
     * @param plan as JSON; likewise {@code definition}, of the migration
     */
    public record Began(
            String migration,
            @Nullable String idempotencyKey,
            @Nullable String route,
            Instant startedAt,
            String plan,
            String definition) {}

    public JournalEntry {
        lines = List.copyOf(lines);
    }

    /**
     * What a decision leaves in the journal.
     *
     * @param followed null to keep no change, as older releases did
     */
    public static JournalEntry of(
            String execution,
            long seq,
            Instant at,
            Signal signal,
            @Nullable Began began,
            Decision decision,
            @Nullable Followed followed) {
        List<JournalLine> lines = new ArrayList<>();
        String audit = null;
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Note note -> lines.add(line(seq, at, note));
                case Effect.Audited audited -> audit = audited.line().hash();
                case Effect.Issue issue -> {} // has a line
                case Effect.Close close -> {} // has a line
                case Effect.Cancel cancel -> {} // the steps that ended say it
                case Effect.Tell tell -> {} // says what the audit says
            }
        }
        return new JournalEntry(VERSION, execution, seq, at, signal, began, audit, lines, 0, followed);
    }

    /** Whether it says of the same signal what {@code recorded} says, as far as that has its lines. */
    boolean decidesAs(JournalEntry recorded) {
        int kept = recorded.lines.size();
        return lines.size() == kept + recorded.cut
                && lines.subList(0, kept).equals(recorded.lines)
                && Objects.equals(audit, recorded.audit);
    }

    /**
     * As JSON. What is too long is packed, and has as many lines as fit then.
     *
     * @throws EntryTooLongException when it does not fit without any line
     */
    public String encode() {
        try {
            return Journaled.encode(this);
        } catch (EntryTooLongException e) {
            return followed == null
                    ? Journaled.encode(fitting())
                    : with(lines.size(), followed.pack()).encodePacked();
        }
    }

    private String encodePacked() {
        try {
            return Journaled.encode(this);
        } catch (EntryTooLongException e) {
            return Journaled.encode(fitting());
        }
    }

    /** With as many lines as fit into a message. */
    private JournalEntry fitting() {
        int room = Messages.MAX_BYTES - SPARE - bytes(with(0, followed));
        int kept = 0;
        for (JournalLine line : lines) {
            room -= bytes(line) + 1;
            if (room < 0) {
                break;
            }
            kept++;
        }
        return with(kept, followed);
    }

    private JournalEntry with(int kept, @Nullable Followed then) {
        int more = cut + lines.size() - kept;
        return new JournalEntry(version, execution, seq, at, signal, began, audit, lines.subList(0, kept), more, then);
    }

    private static int bytes(Object value) {
        return DocumentJson.write(value).getBytes(StandardCharsets.UTF_8).length;
    }

    /** The lines of a stored entry, in order. */
    public static Stream<JournalLine> lines(String entry) {
        return DocumentJson.read(entry, JournalEntry.class).allLines();
    }

    private static JournalLine line(long seq, Instant at, Effect.Note note) {
        BatchId id = note.batch();
        return new JournalLine(
                seq,
                at,
                note.what(),
                note.step(),
                id == null ? null : id.phase().word(),
                id == null ? null : id.toString(),
                note.attempt(),
                note.detail());
    }

    private JournalLine cutLine() {
        String detail = cut + " more lines of this change; too many for a message";
        return new JournalLine(seq, at, "log.cut", null, null, null, 0, detail);
    }

    private Stream<JournalLine> allLines() {
        return cut == 0 ? lines.stream() : Stream.concat(lines.stream(), Stream.of(cutLine()));
    }
}
