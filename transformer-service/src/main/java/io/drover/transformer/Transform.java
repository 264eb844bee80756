package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Counts;
import io.drover.mapping.FieldMap;
import io.drover.mapping.RecordMapping;
import io.drover.spi.Record;
import io.drover.spi.TargetSchema;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import io.drover.worker.Paths;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/**
 * {@code transform}: maps one batch as its path does. Reads {@code records}, {@code fieldmap} and {@code schema}; writes {@code plain}
 * (records that refer to none of their own entity type), {@code linked} (the others), {@code ids} and findings. Records of other entity types
 * that the path makes of them go into {@code emitted-<entity type>}, for the steps that move those; such a step reads them as {@code made}.
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
        Transformed out = new Transformed(batch);
        if (batch.has("records")) {
            batch.read("records", Record.class, record -> out.mapped(record, mapping.map(record, batch::finding)));
        }
        if (batch.command().along().emitted()) {
            batch.read("made", Record.class, out::made);
            if (batch.has("lost")) {
                batch.read(
                        "lost",
                        JsonNode.class,
                        lost -> out.lost(lost.path("kind").asText()));
            }
        }
        return out.counts();
    }
}
