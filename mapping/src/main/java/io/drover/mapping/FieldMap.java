package io.drover.mapping;

import io.drover.spi.TargetField.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which field of the source goes where: what {@code map-fields} decides and {@code transform} obeys.
 *
 * @param originField label of the text field that holds the origin id
 * @param rules at most one per source field
 * @param users target user by source account id
 */
public record FieldMap(String originField, List<Rule> rules, Map<String, String> users, MappingPolicies policies) {

    public FieldMap {
        rules = List.copyOf(rules);
        users = Map.copyOf(users);
    }

    /**
     * What becomes of one source field.
     *
     * @param custom whether users defined the field; names of custom and system fields may be the same
     * @param target the target field's label with {@link Action#SET}
     * @param type of the target field, as planned
     * @param values of choices: target value by source value in lower case
     * @param otherwise of choices: the target value for all others
     */
    public record Rule(
            String source,
            boolean custom,
            Action action,
            @Nullable String target,
            @Nullable Type type,
            Map<String, String> values,
            @Nullable String otherwise) {

        public Rule {
            values = Map.copyOf(values);
        }
    }

    /** What to do with a field's values. */
    public enum Action {
        /** Set a field of the target. */
        SET,
        /** Keep them in a table in the description. */
        DESCRIBE,
        /** Leave them out; {@code map-fields} left the finding. */
        DROP
    }
}
