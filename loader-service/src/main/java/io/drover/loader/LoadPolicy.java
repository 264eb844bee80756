package io.drover.loader;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Command;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the migration says about records that the target has already.
 *
 * @param conflicts about a value that somebody else changed in the target
 * @param existing about a record of the source's origin that no receipt knows
 * @param unlisted code of the finding about a reference to a record that the source does not list; null rejects the record
 */
record LoadPolicy(
        Conflicts conflicts, Existing existing, @Nullable String unlisted) {

    /** Words of the migration's option {@code conflicts}. */
    enum Conflicts {
        KEEP,
        OVERWRITE,
        REJECT
    }

    /** Words of the migration's option {@code existing}. */
    enum Existing {
        ADOPT,
        REJECT
    }

    static LoadPolicy of(Command command) {
        JsonNode options = command.options();
        return new LoadPolicy(
                Conflicts.valueOf(word(options.path("conflicts"), "keep")),
                Existing.valueOf(word(options.path("existing"), "adopt")),
                options.path("unlisted").textValue());
    }

    private static String word(JsonNode option, String otherwise) {
        return option.asText(otherwise).toUpperCase(Locale.ROOT);
    }
}
