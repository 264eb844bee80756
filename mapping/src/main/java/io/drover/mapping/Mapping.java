package io.drover.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mapping file, built-in or a user's. Names and values are looked up without regard to case.
 *
 * @param fields by source field
 * @param values by source field, then by source value: target values, of which the first that the target has counts
 * @param users target user by source account id
 * @param unused names of parts that are kept but not used yet
 */
public record Mapping(
        Map<String, Destination> fields,
        Map<String, Map<String, List<String>>> values,
        Map<String, String> users,
        List<String> unused) {

    /** The value that stands for all others. */
    public static final String ANY = "*";

    public Mapping {
        fields = caseless(fields);
        Map<String, Map<String, List<String>>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((field, table) -> copy.put(field, caseless(table)));
        values = copy;
        users = new LinkedHashMap<>(users);
        unused = List.copyOf(unused);
    }

    public Optional<Destination> field(String source) {
        return Optional.ofNullable(fields.get(source));
    }

    /** Empty when the mapping says nothing about the value. */
    public List<String> value(String field, String value) {
        return values.getOrDefault(field, Map.of()).getOrDefault(value.strip(), List.of());
    }

    private static <V> Map<String, V> caseless(Map<String, V> map) {
        Map<String, V> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.forEach((key, value) -> copy.put(key.strip(), value));
        return copy;
    }

    /** Where a source field goes. */
    public sealed interface Destination {

        record To(String field) implements Destination {}

        record Nowhere(String reason) implements Destination {}
    }
}
