package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.spi.TargetField;
import io.drover.spi.TargetSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of test cases as the project has them at one moment. */
final class QTestFields {

    /** Not among qTest's fields, yet every record has one. */
    static final String NAME = "Name";

    private final List<QTestField> fields;
    private final Map<String, QTestField> byLabel = new HashMap<>();
    private final Map<Long, QTestField> byId = new HashMap<>();

    private QTestFields(List<QTestField> fields) {
        this.fields = List.copyOf(fields);
        for (QTestField field : fields) {
            byId.put(field.id(), field);
            // Two of one label can only come from two runs that created it at once: all take the older one.
            byLabel.merge(key(field.label()), field, (a, b) -> preferred(a, b) ? a : b);
        }
    }

    static QTestFields read(QTestApi api) {
        List<QTestField> fields = new ArrayList<>();
        QTestListings listings = new QTestListings(api);
        for (JsonNode node : listings.fields()) {
            QTestFieldTypes.of(node).ifPresent(type -> fields.add(field(listings, node, type)));
        }
        return new QTestFields(fields);
    }

    Optional<QTestField> find(String label) {
        return Optional.ofNullable(byLabel.get(key(label)));
    }

    Optional<QTestField> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Active fields only: an inactive one takes no values. */
    @SuppressWarnings("ReferenceEquality") // the one that its label leads to, of several with one label
    TargetSchema schema(int nameLimit) {
        List<TargetField> all = new ArrayList<>();
        for (String entityType : List.of(TargetModule.TYPE, TargetCase.TYPE)) {
            all.add(new TargetField(entityType, NAME, TargetField.Type.TEXT, List.of(), true, true, nameLimit));
        }
        fields.stream()
                .filter(field -> field.active() && byLabel.get(key(field.label())) == field)
                .filter(field -> !field.label().equals(NAME))
                .forEach(field -> all.add(field.toTargetField()));
        return new TargetSchema(all);
    }

    private static QTestField field(QTestListings listings, JsonNode node, TargetField.Type type) {
        long id = node.path("id").longValue();
        List<QTestField.Value> values = new ArrayList<>();
        if (QTestField.choice(type)) {
            if (node.path("allowed_values").isArray()) {
                node.get("allowed_values").forEach(value -> values.add(QTestField.Value.of(value)));
            } else {
                listings.allowedValues(id).forEach(value -> values.add(QTestField.Value.of(value)));
            }
        }
        return new QTestField(
                id,
                node.path("label").asText(""),
                type,
                node.path("required").asBoolean(),
                node.path("system_field").asBoolean(),
                node.path("is_active").asBoolean(true),
                values,
                node);
    }

    private static boolean preferred(QTestField a, QTestField b) {
        return a.active() != b.active() ? a.active() : a.id() <= b.id();
    }

    private static String key(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }
}
