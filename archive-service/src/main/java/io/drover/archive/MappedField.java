package io.drover.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision of the mapping.
 *
 * @param kind kind of record, null when the field map does not say
 * @param source the field's name in the source
 * @param target its label in the target, null when the values are left behind
 * @param created whether this execution created it in the target
 * @param note what else was decided, for example how the first values are mapped
 * @param more how all other values are mapped
 */
record MappedField(
        @Nullable String kind,
        String source,
        @Nullable String target,
        @Nullable String type,
        boolean created,
        @Nullable String note,
        List<String> more) {

    MappedField {
        more = List.copyOf(more);
    }
}
