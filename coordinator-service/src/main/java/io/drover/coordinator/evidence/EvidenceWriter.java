package io.drover.coordinator.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.JournalLine;
import io.drover.contracts.BatchId;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.persistence.ExecutionPages;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartWriter;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Writes the parts of one {@link Gathering} and their manifest, from the tables into the staging store, in constant memory. */
final class EvidenceWriter {

    private final StagingStore store;
    private final ExecutionPages pages;
    private final Gathering due;
    private final Alive alive;
    private final SignedAudit audit;
    private final String directory;
    private final List<Manifest.Part> parts = new ArrayList<>();
    private boolean offered;

    /** Asked again and again whether it is still wanted. */
    @FunctionalInterface
    interface Alive {
        /** @throws SQLException when nobody knows; {@link IOException} when another one has done it */
        void stay() throws SQLException, IOException;
    }

    private interface Lines {
        void write(PartWriter writer) throws SQLException, IOException;
    }

    EvidenceWriter(StagingStore store, ExecutionPages pages, SignedAudit audit, Gathering due, Alive alive) {
        this.store = store;
        this.pages = pages;
        this.audit = audit;
        this.due = due;
        this.alive = alive;
        this.directory = key().replace("manifest.json", "")
                + UUID.randomUUID().toString().substring(0, 8) + "/";
    }

    /** Whether an earlier attempt did it: its parts are what the manifest says. */
    boolean isDone() throws IOException {
        return Manifests.read(store, key()).isPresent();
    }

    /** @param definition plan and migration, as JSON */
    void write(String[] definition) throws SQLException, IOException {
        try {
            store.requireRoom();
            ObjectNode plan = JsonNodeFactory.instance.objectNode();
            plan.set("plan", DocumentJson.read(definition[0], JsonNode.class));
            plan.set("migration", DocumentJson.read(definition[1], JsonNode.class));
            part(EvidenceParts.EXECUTION, writer -> writer.writeRaw(bytes(due.view())));
            part(EvidenceParts.PLAN, writer -> writer.write(plan));
            part(EvidenceParts.JOURNAL, this::journal);
            part(EvidenceParts.MANIFESTS, this::manifests);
            // The chain is over its very bytes.
            part(EvidenceParts.AUDIT, writer -> pages.audit(due.execution(), line -> line(writer, bytes(line))));
            long written = parts.getLast().records();
            part(EvidenceParts.AUDIT_SIGNATURE, writer -> writer.write(audit.signature(due.execution(), written)));
            Manifest mine = new Manifest(batch().toString(), 1, "coordinator", parts);
            offered = true; // from here on only the store knows whether the parts count
            if (!Manifests.commit(store, key(), mine).equals(mine)) {
                store.deleteAll(directory);
            }
        } catch (SQLException | IOException | RuntimeException e) {
            clear(e);
            throw e;
        }
    }

    private void journal(PartWriter writer) throws SQLException, IOException {
        pages.journal(due.execution(), due.revision(), entry -> {
            for (Iterator<JournalLine> lines = JournalEntry.lines(entry).iterator(); lines.hasNext(); ) {
                line(writer, bytes(DocumentJson.write(lines.next())));
            }
        });
    }

    private void manifests(PartWriter writer) throws SQLException, IOException {
        pages.closedBatches(due.execution(), id -> {
            Closed closed = new Closed(id, BatchId.parse(id).manifestKey());
            line(writer, bytes(DocumentJson.write(closed)));
            return true;
        });
    }

    private void line(PartWriter writer, byte[] json) throws IOException {
        try {
            alive.stay();
        } catch (SQLException e) {
            throw new IOException("the database does not answer", e);
        }
        writer.writeRaw(json);
    }

    private void part(String name, Lines lines) throws SQLException, IOException {
        PartWriter writer = PartWriter.create(store, name, directory + name + ".jsonl.zst");
        try {
            lines.write(writer);
            parts.add(writer.close());
        } finally {
            writer.abort(); // does nothing after it was closed
        }
    }

    private void clear(Exception failure) {
        if (offered) {
            return;
        }
        try {
            store.deleteAll(directory);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private String key() {
        return batch().manifestKey();
    }

    private BatchId batch() {
        return EvidenceParts.batch(due.execution());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Closed(String batch, String manifest) {}
}
