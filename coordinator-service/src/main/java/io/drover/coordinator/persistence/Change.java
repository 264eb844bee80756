package io.drover.coordinator.persistence;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one change of an execution leaves beside its state: messages to send, batches that closed, a journal entry,
 * lines of the audit, evidence that has to be gathered.
 * They are written with one statement, since a change happens for every batch of every phase.
 */
public final class Change {

    // Cast through text: the driver would send a parameter of type json as a JSON string.
    private static final String WRITE = """
        with closed as (
          insert into closed_batch (id, execution, result, closed_at)
          select r.id, :execution, r.result, :at
            from json_to_recordset(cast(cast(:closed as text) as json)) as r (id text, result text)
        ), noted as (
          insert into journal (execution, seq, at, entry)
          select :execution, :seq, :at, r.entry
            from json_to_recordset(cast(cast(:journal as text) as json)) as r (entry text)
        ), audited as (
          insert into audit (execution, seq, line, signature)
          select :execution, r.seq, r.line, r.signature
            from json_to_recordset(cast(cast(:audit as text) as json)) as r (seq bigint, line text, signature text)
        ), gathered as (
          insert into gathering (batch, execution, attempt, command, view, revision, since)
          select r.batch, :execution, r.attempt, r.command, r.view, :seq, :at
            from json_to_recordset(cast(cast(:gathering as text) as json))
              as r (batch text, attempt integer, command text, view text)
          on conflict (batch) do update set attempt = excluded.attempt, command = excluded.command
        )
        insert into outbox (topic, key, payload)
        select r.topic, r.key, r.payload
          from json_to_recordset(cast(cast(:outbox as text) as json)) as r (topic text, key text, payload text)
        """;

    private final String execution;
    private final long revision;
    private final Instant at;
    private final List<Outgoing> outbox = new ArrayList<>();
    private final List<Closed> closed = new ArrayList<>();
    private final List<AuditRow> audit = new ArrayList<>();
    private final List<Gathering> gathering = new ArrayList<>();
    private @Nullable String entry;

    /** @param revision of the execution after the change */
    public Change(String execution, long revision, Instant at) {
        this.execution = execution;
        this.revision = revision;
        this.at = at;
    }

    /** A message that is sent because this transaction commits. */
    public void send(String topic, String key, String payload) {
        outbox.add(new Outgoing(topic, key, payload));
    }

    /** A batch is closed by this result. */
    public void close(String batch, String result) {
        closed.add(new Closed(batch, result));
    }

    /** What happened and what was decided, as JSON. */
    public void note(String journalEntry) {
        entry = journalEntry;
    }

    /** A line of the audit, as it is served, and its signature. */
    public void audit(long seq, String line, String signature) {
        audit.add(new AuditRow(seq, line, signature));
    }

    /**
     * A command that is sent when the evidence that it reads is gathered. A later attempt takes an earlier one's place.
     *
     * @param view the execution as it is now, as JSON
     */
    public void gather(String batch, int attempt, String command, String view) {
        gathering.add(new Gathering(batch, attempt, command, view));
    }

    /** Whether evidence became due. */
    public boolean gathers() {
        return !gathering.isEmpty();
    }

    /** Writes all of it in the session's transaction. */
    public Uni<Void> write(Mutiny.Session session) {
        return session.createNativeQuery(WRITE)
                .setParameter("execution", execution)
                .setParameter("seq", revision)
                .setParameter("at", at)
                .setParameter("closed", DocumentJson.write(closed))
                .setParameter("journal", DocumentJson.write(entry == null ? List.of() : List.of(new Entry(entry))))
                .setParameter("audit", DocumentJson.write(audit))
                .setParameter("outbox", DocumentJson.write(outbox))
                .setParameter("gathering", DocumentJson.write(gathering))
                .executeUpdate()
                .replaceWithVoid();
    }

    private record Outgoing(String topic, String key, String payload) {}

    private record Closed(String id, String result) {}

    private record AuditRow(long seq, String line, String signature) {}

    private record Entry(String entry) {}

    private record Gathering(String batch, int attempt, String command, String view) {}
}
