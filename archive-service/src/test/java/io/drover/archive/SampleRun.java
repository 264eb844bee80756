package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Books;
import io.drover.api.JournalLine;
import io.drover.contracts.BatchId;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartWriter;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run leaves for the evidence step, staged as the coordinator and the workers stage it. */
final class SampleRun {

    static final String ID = "01JD4X8Q";
    static final Instant START = Instant.parse("2026-11-20T09:30:00Z");

    final ObjectNode execution = ArchiveJson.MAPPER.createObjectNode();
    final ObjectNode plan = ArchiveJson.MAPPER.createObjectNode();
    final List<ObjectNode> journal = new ArrayList<>();
    final List<ObjectNode> manifests = new ArrayList<>();
    final Map<String, byte[]> bytes = new TreeMap<>();
    private final StagingStore store;
    private final Map<String, Long> findings = new TreeMap<>();
    private final ArrayNode steps = execution.putArray("steps");
    private final ObjectNode books = execution.putObject("books");

    SampleRun(StagingStore store) {
        this.store = store;
        execution.put("id", ID).put("migration", "mattermost").put("recipe", "zephyr-scale-to-qtest");
        execution.put("state", "RUNNING").put("startedAt", START.toString()).putNull("finishedAt");
        execution.putNull("failure");
        plan.putObject("plan").put("hash", "9f2c51d07be4").put("recipe", "zephyr-scale-to-qtest");
    }

    /** Adds a step with its books; {@link Books#NONE} for an operation. */
    ObjectNode step(String id, String title, long fromMs, long toMs, Books of) {
        ObjectNode step = steps.addObject().put("id", id).put("title", title);
        step.put("kind", of.equals(Books.NONE) ? "operation" : "records").put("state", "SUCCESS");
        step.put("startedAt", START.plusMillis(fromMs).toString());
        step.put("finishedAt", START.plusMillis(toMs).toString());
        step.put("expected", of.extracted()).putObject("phases");
        if (!of.equals(Books.NONE)) {
            books.set(id, ArchiveJson.MAPPER.valueToTree(of));
            books.withObject(id).remove("missing");
        }
        return step;
    }

    /** Closes a batch: its manifest is staged, and the journal has its two entries. */
    void batch(
            String step,
            Phase phase,
            int number,
            long fromMs,
            long toMs,
            Map<String, Long> counts,
            Map<String, List<?>> parts)
            throws IOException {
        BatchId id = new BatchId(ID, step, phase, number);
        List<Manifest.Part> written = new ArrayList<>();
        Map<String, Integer> codes = new TreeMap<>();
        for (Map.Entry<String, List<?>> part : new TreeMap<>(parts).entrySet()) {
            PartWriter writer = PartWriter.create(
                    store, part.getKey(), "executions/" + id + "/1-x/" + part.getKey() + ".jsonl.zst");
            for (Object line : part.getValue()) {
                writer.write(line);
                if (line instanceof Finding finding) {
                    codes.merge(finding.code(), 1, Integer::sum);
                    findings.merge(finding.code(), 1L, Long::sum);
                }
            }
            written.add(writer.close());
        }
        Manifests.commit(store, id.manifestKey(), new Manifest(id.toString(), 1, "worker-1", written, counts, codes));
        manifests.add(ArchiveJson.MAPPER
                .createObjectNode()
                .put("batch", id.toString())
                .put("manifest", id.manifestKey()));
        journal(JournalLine.ISSUED, id, fromMs);
        journal(JournalLine.DONE, id, toMs);
        ObjectNode work = phases(step).withObject(phase.word());
        if (!work.has("firstAt")) {
            work.put("firstAt", START.plusMillis(fromMs).toString());
        }
        work.put("lastAt", START.plusMillis(toMs).toString());
        work.put("requests", work.path("requests").asLong() + counts.getOrDefault("in", 0L));
        work.put("batches", work.path("batches").asLong() + 1)
                .put("done", work.path("done").asLong() + 1);
        work.put("records", work.path("records").asLong() + counts.getOrDefault("in", 0L));
    }

    GivenBatch evidence() {
        execution.set("findings", ArchiveJson.MAPPER.valueToTree(findings));
        steps.addObject()
                .put("id", "evidence")
                .put("title", "Evidence")
                .put("kind", "operation")
                .put("state", "RUNNING");
        Map<String, List<? extends JsonNode>> inputs = new LinkedHashMap<>();
        inputs.put("execution", List.of(execution));
        inputs.put("plan", List.of(plan));
        inputs.put("journal", journal);
        inputs.put("manifests", manifests);
        return new GivenBatch(ID, "mattermost", inputs, bytes);
    }

    private ObjectNode phases(String step) {
        for (JsonNode each : steps) {
            if (each.path("id").asText().equals(step)) {
                return (ObjectNode) each.path("phases");
            }
        }
        throw new IllegalArgumentException("add step " + step + " first");
    }

    private void journal(String what, BatchId id, long atMs) {
        ObjectNode line = ArchiveJson.MAPPER.createObjectNode();
        line.put("seq", journal.size() + 1)
                .put("at", START.plusMillis(atMs).toString())
                .put("what", what);
        line.put("step", id.step())
                .put("phase", id.phase().word())
                .put("batch", id.toString())
                .put("attempt", 1);
        journal.add(line);
    }
}
