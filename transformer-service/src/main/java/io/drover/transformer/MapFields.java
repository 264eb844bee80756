package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.mapping.FieldPlan;
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import io.drover.worker.Paths;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code map-fields}: decides which field of the source goes where. Reads {@code survey}, {@code schema} and the option
 * {@code mapping}; writes {@code fieldmap}, {@code wanted} and findings.
 */
@ApplicationScoped
public class MapFields implements Operation {

    private final Paths paths;

    MapFields(Paths paths) {
        this.paths = paths;
    }

    @Override
    public String name() {
        return "map-fields";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        Command command = batch.command();
        FieldPlan plan = paths.records(command)
                .plan(
                        command.options().path("mapping"),
                        batch.readOne("survey", Survey.class),
                        batch.readOne("schema", TargetSchema.class),
                        originField(command));
        batch.write("fieldmap", plan.fieldMap());
        plan.wanted().forEach(field -> batch.write("wanted", field));
        plan.findings().forEach(batch::finding);
        return Counts.NONE;
    }

    private static @Nullable String originField(Command command) {
        JsonNode option = command.options().path("originField");
        if (option.isTextual()) {
            return option.asText();
        }
        return command.target() == null
                ? null
                : command.target().settings().path("originField").asText(null);
    }
}
