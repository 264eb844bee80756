package io.drover.transformer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

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
        FieldMap fieldMap = batch.readOne("fieldmap", FieldMap.class);
        CaseMapper cases = new CaseMapper(fieldMap, schema);
        int moduleNameLimit = Names.limit(schema, Kinds.FOLDER);
        AtomicLong in = new AtomicLong();
        AtomicLong out = new AtomicLong();
        batch.read("records", Record.class, record -> {
            in.incrementAndGet();
            // Findings wait, so that what fails while a record is mapped is the record and never the batch.
            List<Finding> said = new ArrayList<>();
            Findings findings = new Findings(record.kind(), record.id(), said::add);
            Optional<ObjectNode> mapped = mapped(record, cases, moduleNameLimit, findings)
                    .map(body -> CleanBody.of(body, fieldMap.originField(), findings));
            said.forEach(batch::finding);
            mapped.ifPresent(body -> {
                out.incrementAndGet();
                boolean linked =
                        Ref.in(body).stream().anyMatch(ref -> ref.kind().equals(record.kind()));
                batch.write(linked ? "linked" : "plain", new Record(record.kind(), record.id(), body));
                batch.write("ids", record.id());
            });
        });
        return new Counts(in.get(), out.get(), 0, in.get() - out.get(), 0, 0);
    }

    /** One bad record is one rejected record: the others of the batch go on. */
    private static Optional<ObjectNode> mapped(
            Record record, CaseMapper cases, int moduleNameLimit, Findings findings) {
        try {
            return map(record, cases, moduleNameLimit, findings);
        } catch (ConnectorException e) {
            throw e; // about the batch
        } catch (RuntimeException e) {
            String what =
                    e instanceof IllegalArgumentException ? "" : e.getClass().getSimpleName() + ": ";
            findings.error(
                    "RECORD_NOT_MAPPABLE",
                    null,
                    what + e.getMessage(),
                    "this " + record.kind() + " was not moved; look at the record in the source");
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> map(Record record, CaseMapper cases, int moduleNameLimit, Findings findings) {
        return switch (record.kind()) {
            case Kinds.FOLDER -> Optional.of(module(record, Folder.of(record.body()), moduleNameLimit, findings));
            case Kinds.TEST_CASE ->
                cases.map(record.id(), TestCase.of(record.body()), findings).map(TargetCase::toNode);
            default ->
                throw new ConnectorException(
                        "KIND_UNKNOWN",
                        FailureType.INTERNAL,
                        "there is no mapping for records of kind " + record.kind());
        };
    }

    private static ObjectNode module(Record record, Folder folder, int nameLimit, Findings findings) {
        String name = Names.cut(Names.orId(folder.name(), record.id(), findings), nameLimit, findings);
        return new TargetModule(
                        name,
                        "Zephyr folder " + record.id(),
                        folder.parentId() == null ? null : new Ref(Kinds.FOLDER, folder.parentId()).toNode(),
                        folder.index())
                .toNode();
    }
}
