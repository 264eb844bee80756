package io.drover.coordinator.journal;

import java.time.Instant;

/**
 * A migration was defined, or defined anew.
 *
 * @param seq how often it has been defined
 * @param definition as JSON; names of secrets, never values
 */
public record Defined(int version, String migration, long seq, Instant at, String definition) implements Journaled {

    public Defined(String migration, long seq, Instant at, String definition) {
        this(VERSION, migration, seq, at, definition);
    }
}
