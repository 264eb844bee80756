package io.drover.connectors.agola.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a value in a v0.7 record may be, and with that how v0.8 writes it: as Go would from a type with these fields. */
sealed interface ValueShape {

    /** Any text. */
    record Text() implements ValueShape {}

    /**
     * One of these words; another one is an error, never taken for one that is known.
     *
     * @param quoted the same with quotes, in bytes
     */
    record Word(Set<String> words, List<byte[]> quoted) implements ValueShape {

        static Word of(String... words) {
            return new Word(
                    Set.of(words),
                    Arrays.stream(words)
                            .map(word -> ('"' + word + '"').getBytes(StandardCharsets.US_ASCII))
                            .toList());
        }
    }

    record Flag() implements ValueShape {}

    /** A whole number. */
    record Whole() implements ValueShape {}

    /**
     * A time in RFC 3339.
     *
     * @param utc whether v0.8 keeps it in a column of its own and so gives it back in UTC
     */
    record Time(boolean utc) implements ValueShape {}

    record ListOf(ValueShape element) implements ValueShape {}

    /** Keys are ascending by their bytes, as Go writes them. */
    record MapOf(ValueShape value) implements ValueShape {}

    /** A list of objects whose {@code type} says which fields they have; one of an unknown type becomes null, as it does in v0.8. */
    record Steps(Map<String, Struct> types) implements ValueShape {}

    /** An object with these fields, written in this order. */
    record Struct(List<ShapeField> fields, Set<String> names) implements ValueShape {

        static Struct of(ShapeField... fields) {
            return new Struct(
                    List.of(fields),
                    Arrays.stream(fields).map(ShapeField::name).collect(Collectors.toUnmodifiableSet()));
        }

        boolean has(String name) {
            return names.contains(name);
        }
    }
}
