package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.spi.TargetSchema;
import io.drover.spi.testing.Folder;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.TargetCase;
import io.drover.spi.testing.TargetModule;
import io.drover.spi.testing.TestCase;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * {@code transform}: maps one batch. Reads {@code records}, {@code fieldmap} and {@code schema}; writes {@code plain}
 * (records that refer to none of their own kind), {@code linked} (the others), {@code ids} and findings.
 */
@ApplicationScoped
public class Transform implements Operation {

    @Override
    public String name() {
        return "transform";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        TargetSchema schema = batch.readOne("schema", TargetSchema.class);
        CaseMapper cases = new CaseMapper(batch.readOne("fieldmap", FieldMap.class), schema);
        int moduleNameLimit = Names.limit(schema, Kinds.FOLDER);
        AtomicLong in = new AtomicLong();
        AtomicLong out = new AtomicLong();
        batch.read("records", Record.class, record -> {
            in.incrementAndGet();
            Findings findings = new Findings(record.kind(), record.id(), batch::finding);
            map(record, cases, moduleNameLimit, findings).ifPresent(body -> {
                out.incrementAndGet();
                boolean linked =
                        Ref.in(body).stream().anyMatch(ref -> ref.kind().equals(record.kind()));
                batch.write(linked ? "linked" : "plain", new Record(record.kind(), record.id(), body));
                batch.write("ids", record.id());
            });
        });
        return new Counts(in.get(), out.get(), 0, in.get() - out.get(), 0, 0);
    }

    private static Optional<ObjectNode> map(Record record, CaseMapper cases, int moduleNameLimit, Findings findings) {
        return switch (record.kind()) {
            case Kinds.FOLDER ->
                read(record, Folder::of, findings).map(folder -> module(record, folder, moduleNameLimit, findings));
            case Kinds.TEST_CASE ->
                read(record, TestCase::of, findings)
                        .flatMap(testCase -> cases.map(record.id(), testCase, findings))
                        .map(TargetCase::toNode);
            default ->
                throw new ConnectorException(
                        "KIND_UNKNOWN",
                        FailureType.INTERNAL,
                        "there is no mapping for records of kind " + record.kind());
        };
    }

    private static <T> Optional<T> read(Record record, Function<JsonNode, T> reader, Findings findings) {
        try {
            return Optional.of(reader.apply(record.body()));
        } catch (IllegalArgumentException e) {
            findings.error("RECORD_NOT_MAPPABLE", null, e.getMessage(), "look at the record in the source");
            return Optional.empty();
        }
    }

    private static ObjectNode module(Record record, Folder folder, int nameLimit, Findings findings) {
        String name = Names.cut(Names.orId(folder.name(), record.id(), findings), nameLimit, findings);
        return new TargetModule(
                        name,
                        "Zephyr folder " + record.id(),
                        folder.parentId() == null ? null : new Ref(Kinds.FOLDER, folder.parentId()).toNode())
                .toNode();
    }
}
