package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.JournalLine;
import io.drover.contracts.BatchId;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.staging.StagingStore;
import io.drover.worker.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes once through all that the execution left, counts it and lays it into the {@link Workspace}. */
final class Gatherer {

    private static final String FINDINGS = "findings";
    private static final String FIELD_MAP = "fieldmap";
    private static final String SCHEMA = "schema";
    private static final String FACTS = "facts";
    private static final String SURVEY = "survey";
    private static final String AUDIT = "audit";
    private static final String AUDIT_SIGNATURE = "audit-signature";

    private final StagingStore store;
    private final Receipts ledger;
    private final Redaction redaction;
    private final Workspace workspace;
    private final FindingTally findings;
    private final FlowTally flow = new FlowTally();
    private final ReceiptTally receipts = new ReceiptTally();
    private final MappingDecisions mapping = new MappingDecisions();
    private final List<JsonNode> facts = new ArrayList<>();
    private final AuditTrail audit = new AuditTrail();
    private final LostRuns lost = new LostRuns();
    private final OperationRecords records;
    private long inDoubt;
    private long unexplained;

    Gatherer(StagingStore store, Receipts ledger, Redaction redaction, Workspace workspace, Words words) {
        this.store = store;
        this.ledger = ledger;
        this.redaction = redaction;
        this.workspace = workspace;
        this.findings = new FindingTally(words);
        this.records = new OperationRecords(store, redaction);
    }

    Gathered gather(Batch batch) throws IOException, InterruptedException {
        readJournal(batch);
        readBatches(batch);
        readReceipts(batch.command().route());
        records.copy(batch.command().batch().execution(), workspace);
        readAudit(batch);
        return new Gathered(findings, flow, receipts, mapping, facts, inDoubt, unexplained, records, audit, lost);
    }

    private void readJournal(Batch batch) throws IOException {
        try (OutputStream out = workspace.write("journal.jsonl")) {
            batch.read("journal", ObjectNode.class, line -> {
                writeLine(out, redaction.of(line));
                flow.add(value(line, JournalLine.class));
            });
        }
    }

    private void readBatches(Batch batch) throws IOException, InterruptedException {
        List<BatchFetcher.Line> lines = new ArrayList<>();
        batch.read("manifests", BatchFetcher.Line.class, lines::add);
        try (OutputStream out = workspace.write("findings.jsonl");
                BatchFetcher batches = new BatchFetcher(
                        store, Set.of(FINDINGS, FIELD_MAP, SCHEMA, FACTS, SURVEY), closed -> take(closed, out))) {
            for (BatchFetcher.Line line : lines) {
                batches.add(line);
            }
            batches.flush();
        }
    }

    private void take(ClosedBatch closed, OutputStream findingsFile) throws IOException {
        BatchId id = closed.id();
        workspace.write(
                "manifests/%s/%s/%06d.json".formatted(id.step(), id.phase().word(), id.number()),
                closed.json().getBytes(StandardCharsets.UTF_8));
        flow.records(id, closed.manifest());
        Set<String> explained = new HashSet<>();
        closed.read(FINDINGS, line -> {
            ObjectNode clean = redaction.of(line);
            Finding finding = value(clean, Finding.class);
            findings.add(finding);
            lost.add(finding);
            explained.add(finding.subject());
            ObjectNode withBatch = ArchiveJson.MAPPER.createObjectNode().put("batch", id.toString());
            writeLine(findingsFile, withBatch.setAll(clean));
        });
        Map<String, Long> counts = closed.manifest().counts();
        long doubtful = counts.getOrDefault("rejected", 0L)
                + counts.getOrDefault("dropped", 0L)
                + counts.getOrDefault("different", 0L);
        inDoubt += doubtful;
        unexplained += Math.max(0, doubtful - explained.size());
        closed.read(FIELD_MAP, line -> mapping.fieldMap(redaction.of(line)));
        closed.read(SURVEY, line -> mapping.survey(redaction.of(line)));
        closed.read(SCHEMA, line -> mapping.schema(line, id.phase() == Phase.LOAD));
        closed.read(FACTS, line -> facts.add(redaction.of(line)));
    }

    private void readReceipts(String route) throws IOException {
        try (OutputStream out = workspace.write("receipts.jsonl")) {
            ledger.forEach(route, receipt -> {
                JsonNode line = ArchiveJson.MAPPER.valueToTree(receipt);
                receipts.add(line);
                writeLine(out, line);
            });
        }
    }

    private void readAudit(Batch batch) throws IOException {
        if (batch.has(AUDIT)) {
            try (InputStream in = batch.open(AUDIT);
                    OutputStream out = workspace.write(AuditTrail.FILE)) {
                audit.copy(in, out);
            }
        }
        if (batch.has(AUDIT_SIGNATURE)) {
            try (OutputStream out = workspace.write(AuditTrail.SIGNATURE)) {
                batch.read(AUDIT_SIGNATURE, ObjectNode.class, line -> writeLine(out, line));
            }
        }
    }

    private static <T> T value(ObjectNode line, Class<T> type) {
        try {
            return ArchiveJson.MAPPER.treeToValue(line, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeLine(OutputStream out, JsonNode line) {
        try {
            ArchiveJson.MAPPER.writeValue(out, line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
