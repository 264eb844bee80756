package io.drover.coordinator.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Input;
import io.drover.contracts.Phase;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.persistence.AuditRow;
import io.drover.coordinator.persistence.ClosedBatchRow;
import io.drover.coordinator.persistence.JournalRow;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartWriter;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the coordinator knows of an execution, staged so that the archive service can put it into the evidence bundle. */
final class EvidenceInputs {

    private static final List<String> PARTS = List.of("execution", "plan", "journal", "manifests", "audit");

    private EvidenceInputs() {}

    static Map<String, Input> inputs(String execution) {
        Map<String, Input> inputs = new HashMap<>();
        PARTS.forEach(part -> inputs.put(part, new Input(id(execution).manifestKey(), part)));
        return inputs;
    }

    /** Writes the parts and their manifest. Repeating it keeps what was written first. */
    static void stage(
            StagingStore store,
            String execution,
            Object view,
            JsonNode plan,
            List<JournalRow> journal,
            List<ClosedBatchRow> batches,
            List<AuditRow> audit)
            throws IOException {
        if (Manifests.read(store, id(execution).manifestKey()).isPresent()) {
            return; // staged for an earlier attempt, which may be reading; its parts are what the manifest says
        }
        Map<String, List<? extends Object>> lines = Map.of(
                "execution", List.of(view),
                "plan", List.of(plan),
                "journal", JournalEntry.lines(journal).toList(),
                "manifests", batches.stream().map(row -> Closed.of(row.id())).toList(),
                "audit", audit.stream().map(AuditRow::line).toList());
        List<Manifest.Part> parts = new ArrayList<>();
        for (String name : PARTS) {
            String key = id(execution).manifestKey().replace("manifest.json", name + ".jsonl.zst");
            PartWriter writer = PartWriter.create(store, name, key);
            for (Object line : lines.getOrDefault(name, List.of())) {
                if (line instanceof String json) {
                    writer.writeRaw(json.getBytes(StandardCharsets.UTF_8)); // the chain is over its very bytes
                } else {
                    writer.write(line);
                }
            }
            parts.add(writer.close());
        }
        Manifests.commit(
                store, id(execution).manifestKey(), new Manifest(id(execution).toString(), 1, "coordinator", parts));
    }

    private static BatchId id(String execution) {
        return new BatchId(execution, "evidence-inputs", Phase.ARCHIVE, 0);
    }

    private record Closed(String batch, String manifest) {
        static Closed of(String id) {
            return new Closed(id, BatchId.parse(id).manifestKey());
        }
    }
}
