package io.drover.spi;

import java.util.List;
import java.util.Optional;

/** The fields of the target, looked up and never hard-coded. */
public record TargetSchema(List<TargetField> fields) {

    public TargetSchema {
        fields = List.copyOf(fields);
    }

    public Optional<TargetField> field(String entityType, String label) {
        return fields.stream()
                .filter(f -> f.entityType().equals(entityType) && f.label().equalsIgnoreCase(label))
                .findFirst();
    }
}
