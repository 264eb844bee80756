package io.drover.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a path says of the fields of one entity type.
 *
 * @param entity the entity type, in the source and in the target
 * @param systemFields in the order in which they choose their places in the target
 * @param reserved labels, in lower case, that records of the target have besides their fields
 * @param prefix what a field's name gets where it would be taken in the target, for example the source's name and a blank
 */
public record FieldRules(String entity, List<SystemField> systemFields, Set<String> reserved, String prefix) {

    public FieldRules {
        systemFields = List.copyOf(systemFields);
        reserved = Set.copyOf(reserved);
    }

    Optional<SystemField> systemField(String name) {
        return systemFields.stream().filter(field -> field.isNamed(name)).findFirst();
    }
}
