package io.drover.loader;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Counts;
import io.drover.spi.Prepared;
import io.drover.spi.TargetField;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the fields and values that the mapping wants and the target lacks: part {@code schema}; and counts what the target
 * holds before anything is loaded: part {@code population}.
 */
@ApplicationScoped
public class PrepareOperation implements Operation {

    @Override
    public String name() {
        return "prepare";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        List<TargetField> wanted = new ArrayList<>();
        batch.read("wanted", TargetField.class, wanted::add);
        Prepared prepared = batch.target().prepare(wanted);
        prepared.findings().forEach(batch::finding);
        batch.write("schema", prepared.schema());
        for (JsonNode name : batch.command().options().path("kinds")) {
            String entityType = name.asText();
            batch.write("population", new Population(entityType, batch.target().countOrigins(entityType)));
        }
        return Counts.NONE;
    }
}
