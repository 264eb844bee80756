package io.drover.transformer;

import io.drover.contracts.Counts;
import io.drover.mapping.FieldMap;
import io.drover.mapping.RecordMapping;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.spi.TargetSchema;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import io.drover.worker.Paths;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code transform}: maps one batch as its path does. Reads {@code records}, {@code fieldmap} and {@code schema}; writes {@code plain}
 * (records that refer to none of their own entity type), {@code linked} (the others), {@code ids} and findings.
 */
@ApplicationScoped
public class Transform implements Operation {

    private final Paths paths;

    Transform(Paths paths) {
        this.paths = paths;
    }

    @Override
    public String name() {
        return "transform";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        TargetSchema schema = batch.readOne("schema", TargetSchema.class);
        FieldMap fieldMap = batch.readOne("fieldmap", FieldMap.class);
        RecordMapping mapping = new RecordMapping(paths.records(batch.command()).mapper(fieldMap, schema), fieldMap);
        AtomicLong in = new AtomicLong();
        AtomicLong out = new AtomicLong();
        batch.read("records", Record.class, record -> {
            in.incrementAndGet();
            for (Record mapped : oneOf(record, mapping.map(record, batch::finding))) {
                out.incrementAndGet();
                boolean linked = Ref.in(mapped.body()).stream()
                        .anyMatch(ref -> ref.entityType().equals(mapped.entityType()));
                batch.write(linked ? "linked" : "plain", mapped);
                batch.write("ids", mapped.id());
            }
        });
        return new Counts(in.get(), out.get(), 0, in.get() - out.get(), 0, 0);
    }

    /** Books and receipts know one target record of the same entity type and id for each source record, and no other. */
    private static List<Record> oneOf(Record source, List<Record> mapped) {
        boolean same = mapped.stream()
                .allMatch(target -> target.entityType().equals(source.entityType())
                        && target.id().equals(source.id()));
        if (mapped.size() > 1 || !same) {
            throw new ConnectorException(
                    "EMISSION_NOT_SUPPORTED",
                    FailureType.INTERNAL,
                    "the path makes something else than one " + source.entityType() + " of the " + source.entityType()
                            + " " + source.id() + ", and this release cannot load that");
        }
        return mapped;
    }
}
