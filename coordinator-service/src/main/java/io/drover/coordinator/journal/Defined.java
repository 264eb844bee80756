package io.drover.coordinator.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A migration was defined, or defined anew.
 *
 * @param seq how often it has been defined
 * @param definition as JSON; names of secrets, never values
 * @param by who defined it; null in what was recorded before that was kept
 */
public record Defined(
        int version,
        String migration,
        long seq,
        Instant at,
        String definition,
        @Nullable String by) implements Journaled {

    public Defined(String migration, long seq, Instant at, String definition, @Nullable String by) {
        this(VERSION, migration, seq, at, definition, by);
    }
}
