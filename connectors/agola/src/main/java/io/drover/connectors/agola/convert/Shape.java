package io.drover.connectors.agola.convert;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a value in a v0.7 record may be, and with that how v0.8 writes it: as Go would from a type with these fields. */
sealed interface Shape {

    /** Any text. */
    record Text() implements Shape {}

    /** One of these words; another one is an error, never taken for one that is known. */
    record Word(Set<String> words) implements Shape {}

    record Flag() implements Shape {}

    /** A whole number. */
    record Whole() implements Shape {}

    /**
     * A time in RFC 3339.
     *
     * @param utc whether v0.8 keeps it in a column of its own and so gives it back in UTC
     */
    record Time(boolean utc) implements Shape {}

    record ListOf(Shape element) implements Shape {}

    /** Keys are ascending by their bytes, as Go writes them. */
    record MapOf(Shape value) implements Shape {}

    /** A list of objects whose {@code type} says which fields they have; one of an unknown type becomes null, as it does in v0.8. */
    record Steps(Map<String, Struct> types) implements Shape {}

    /** An object with these fields, written in this order. */
    record Struct(List<Field> fields) implements Shape {

        static Struct of(Field... fields) {
            return new Struct(List.of(fields));
        }

        /** Position of the field with this name, looked for from {@code from} on; -1 if there is none. */
        int position(String name, int from) {
            for (int i = from; i < fields.size(); i++) {
                if (fields.get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
