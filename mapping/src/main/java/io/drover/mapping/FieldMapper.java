package io.drover.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.mapping.FieldMap.Rule;
import io.drover.spi.TargetField;
import io.drover.spi.TargetSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the fields of records of one entity type, as a field map says. */
public final class FieldMapper {

    private final FieldRules rules;
    private final String originField;
    private final Map<SystemField, Plan> systemFields = new HashMap<>();
    private final Map<String, Plan> customFields = new HashMap<>();

    /** @param writer null when the target has no field for it: values go into the description */
    record Plan(
            Rule rule,
            @Nullable SystemField systemField,
            @Nullable FieldWriter writer) {}

    public FieldMapper(FieldRules rules, FieldMap fieldMap, TargetSchema schema) {
        this.rules = rules;
        this.originField = fieldMap.originField();
        for (Rule rule : fieldMap.rules()) {
            Optional<FieldWriter> writer = Optional.ofNullable(rule.target())
                    .flatMap(label -> schema.field(rules.entity(), label))
                    .map((TargetField field) -> new FieldWriter(rule, field, fieldMap));
            if (rule.custom()) {
                customFields.put(rule.source(), new Plan(rule, null, writer.orElse(null)));
            } else {
                rules.systemField(rule.source())
                        .ifPresent(field -> systemFields.put(field, new Plan(rule, field, writer.orElse(null))));
            }
        }
    }

    /** Begins a record: its fields hold the origin id and nothing else yet. */
    public Draft draft(String originId, Findings findings) {
        Draft draft = new Draft(findings, this);
        draft.put(originField, TextNode.valueOf(originId));
        return draft;
    }

    @Nullable
    Plan plan(SystemField field) {
        return systemFields.get(field);
    }

    /** Of a field that users defined. */
    @Nullable
    Plan plan(String customField) {
        return customFields.get(customField);
    }

    Optional<SystemField> systemField(String name) {
        return rules.systemField(name);
    }
}
