package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.drover.api.Migration;
import io.drover.api.Violation;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.spi.Address;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The connectors that workers have announced. The coordinator plans from these and has none itself. */
@ApplicationScoped
public class ConnectorRegistry {

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Announced> byId = new ConcurrentSkipListMap<>();

    /** @throws IllegalArgumentException when that is no connector's descriptor */
    void announced(String key, JsonNode descriptor) {
        if (key.isBlank() || !descriptor.path("id").asText().equals(key)) {
            throw new IllegalArgumentException("the key is no connector's id");
        }
        if (!descriptor.path("settingsSchema").isObject()) {
            throw new IllegalArgumentException("no schema of the settings");
        }
        byId.put(key, new Announced(descriptor, schemas.getSchema(descriptor.path("settingsSchema"))));
    }

    /** All descriptors, by id. */
    public Collection<JsonNode> descriptors() {
        return byId.values().stream().map(Announced::descriptor).toList();
    }

    /** One side as a text that is the same for every migration that means the same system. Receipts are kept by it. */
    String system(Migration.Side side) {
        return system(side, value -> value.replaceFirst("/+$", ""));
    }

    /** The same for every spelling of its addresses. Only executions that go on are compared by it. */
    String anySpelling(Migration.Side side) {
        return system(side, Address::normal);
    }

    private String system(Migration.Side side, UnaryOperator<String> spelling) {
        StringJoiner words = new StringJoiner(" ").add(side.connector());
        Announced connector = byId.get(side.connector());
        if (connector != null) {
            for (JsonNode setting : connector.descriptor().path("identity")) {
                words.add(spelling.apply(side.settings().path(setting.asText()).asText()));
            }
        }
        return words.toString();
    }

    /** Says what is wrong with one side of a migration. */
    void violations(String field, Migration.Side side, List<Violation> violations) {
        Announced connector = byId.get(side.connector());
        if (connector == null) {
            violations.add(new Violation(
                    field + ".connector",
                    "no worker has announced " + side.connector() + "; announced are " + byId.keySet()
                            + ". Are the extractor, loader and validator services running?"));
            return;
        }
        connector
                .schema()
                .validate(side.settings())
                .forEach(error -> violations.add(new Violation(
                        field + ".settings"
                                + error.getInstanceLocation().toString().replace('/', '.'),
                        error.getMessage())));
        List<String> known = new ArrayList<>();
        connector.descriptor().path("secrets").forEach(name -> known.add(name.asText()));
        for (String name : side.secrets().keySet()) {
            if (!known.contains(name)) {
                violations.add(new Violation(field + ".secrets." + name, "unknown; the connector asks for " + known));
            }
        }
    }

    /**
     * The step as its connector allows it, and what is wrong with it.
     *
     * @return the step as strict as the stricter of recipe and connector
     */
    PlannedStep operation(String field, Migration.Side side, PlannedStep step, List<Violation> violations) {
        Announced connector = byId.get(side.connector());
        if (connector == null) {
            return step; // said already
        }
        String name = String.valueOf(step.operation());
        for (JsonNode traits : connector.descriptor().path("operations")) {
            if (traits.path("name").asText().equals(name)) {
                PlannedStep stricter = Strictness.of(step, traits, side.connector());
                if (traits.path("destructive").asBoolean() && step.consent() == null) {
                    violations.add(
                            new Violation(
                                    field + ".connector",
                                    side.connector() + " says that " + name + " destroys, and step " + step.id()
                                            + " of the recipe asks for nobody's consent; update the workers or the coordinator"));
                }
                return stricter;
            }
        }
        violations.add(new Violation(
                field + ".connector", side.connector() + " has no operation " + name + "; update the workers"));
        return step;
    }

    /** The step as its connectors can do it: with its title, and skipped where one of them cannot. */
    PlannedStep records(Migration migration, PlannedStep step) {
        Announced source = byId.get(migration.source().connector());
        Announced target = byId.get(migration.target().connector());
        return source == null || target == null
                ? step // said already
                : Applicability.of(step, source.descriptor(), target.descriptor());
    }

    private record Announced(JsonNode descriptor, Schema schema) {}
}
