package io.drover.coordinator.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A migration was defined, or defined anew, or removed.
 *
 * @param seq how often it has been defined
 * @param definition as JSON; names of secrets, never values
 * @param by who defined it; null in what was recorded before that was kept
 * @param removed true when it is not there any more; absent otherwise
 */
public record Defined(
        int version,
        String migration,
        long seq,
        Instant at,
        String definition,
        @Nullable String by,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean removed)
        implements Journaled {

    public Defined(String migration, long seq, Instant at, String definition, @Nullable String by) {
        this(VERSION, migration, seq, at, definition, by, null);
    }

    /** It was removed, and this was its definition. */
    public static Defined removed(String migration, long seq, Instant at, String definition, @Nullable String by) {
        return new Defined(VERSION, migration, seq, at, definition, by, true);
    }
}
