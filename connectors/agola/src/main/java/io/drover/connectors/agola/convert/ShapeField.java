package io.drover.connectors.agola.convert;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record.
 *
 * @param omitEmpty whether an empty value is left out (Go's {@code omitempty}); an object is never empty
 * @param whenAbsent JSON written when the value is absent or null, or null if nothing is
 * @param seenAs under which word the converter itself sees the value, see {@link Observed}; null if it does not
 * @param early whether v0.7 has it just before the field that it comes after here
 * @param token the name with quotes and colon
 */
record ShapeField(
        String name,
        ValueShape shape,
        Role role,
        boolean omitEmpty,
        @Nullable String whenAbsent,
        @Nullable String seenAs,
        boolean early,
        byte[] token) {

    private ShapeField(
            String name,
            ValueShape shape,
            Role role,
            boolean omitEmpty,
            @Nullable String whenAbsent,
            @Nullable String seenAs,
            boolean early) {
        this(
                name,
                shape,
                role,
                omitEmpty,
                whenAbsent,
                seenAs,
                early,
                ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII));
    }

    enum Role {
        /** Goes over. */
        KEPT,
        /** The record's id; must be that of its entry, and is written by whoever writes the head of the record. */
        IDENTITY,
        /** Has no place in v0.8; a finding says so. */
        LOST,
        /** Must be empty: v0.7 numbers no versions, so a record that has one is not understood. */
        VERSION,
        /** Not in v0.7. */
        ADDED
    }

    /** Left out when empty. */
    static ShapeField field(String name, ValueShape shape) {
        return new ShapeField(name, shape, Role.KEPT, true, null, null, false);
    }

    /** Written even when empty. */
    static ShapeField always(String name, ValueShape shape, String whenAbsent) {
        return new ShapeField(name, shape, Role.KEPT, false, whenAbsent, null, false);
    }

    /** In v0.7 absent means true, in v0.8 it means false. */
    static ShapeField trueUnlessSaid(String name) {
        return new ShapeField(name, new ValueShape.Flag(), Role.KEPT, true, "true", null, false);
    }

    static ShapeField identity() {
        return of("id", Role.IDENTITY, null);
    }

    static ShapeField version() {
        return of("version", Role.VERSION, null);
    }

    static ShapeField lost(String name) {
        return of(name, Role.LOST, null);
    }

    /** A field that v0.8 always has, with one value. */
    static ShapeField added(String name, String value) {
        return of(name, Role.ADDED, value);
    }

    /** A field whose value the converter gives with each record. */
    static ShapeField added(String name) {
        return of(name, Role.ADDED, null);
    }

    ShapeField seen() {
        return seenAs(name);
    }

    /** The same, for a name that other fields of the record have too. */
    ShapeField seenAs(String word) {
        return new ShapeField(name, shape, role, omitEmpty, whenAbsent, word, early);
    }

    /** The same, but v0.7 has it before the field that it comes after here. */
    ShapeField arrivesBefore() {
        return new ShapeField(name, shape, role, omitEmpty, whenAbsent, seenAs, true);
    }

    private static ShapeField of(String name, Role role, @Nullable String whenAbsent) {
        return new ShapeField(name, new ValueShape.Text(), role, true, whenAbsent, null, false);
    }
}
