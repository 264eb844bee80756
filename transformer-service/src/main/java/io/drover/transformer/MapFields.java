package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/**
 * {@code map-fields}: decides which field of the source goes where. Reads {@code survey}, {@code schema} and the option
 * {@code mapping}; writes {@code fieldmap}, {@code wanted} and findings.
 */
@ApplicationScoped
public class MapFields implements Operation {

    private static final String DEFAULT_ORIGIN_FIELD = "Zephyr Key";

    private final MappingReader mappings = new MappingReader();

    @Override
    public String name() {
        return "map-fields";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        Mappings mapping = mappings.read(batch.command().options().path("mapping"));
        FieldPlan plan = FieldPlanner.plan(
                mapping,
                batch.readOne("survey", Survey.class),
                batch.readOne("schema", TargetSchema.class),
                originField(batch.command()));
        batch.write("fieldmap", plan.fieldMap());
        plan.wanted().forEach(field -> batch.write("wanted", field));
        plan.findings().forEach(batch::finding);
        return Counts.NONE;
    }

    private static String originField(Command command) {
        JsonNode option = command.options().path("originField");
        if (option.isTextual()) {
            return option.asText();
        }
        return command.target() == null
                ? DEFAULT_ORIGIN_FIELD
                : command.target().settings().path("originField").asText(DEFAULT_ORIGIN_FIELD);
    }
}
