package io.drover.coordinator.domain;

import java.time.Duration;

/**
 * What a migration wants done about records and systems that do not do as they should.
 *
 * @param rejectedPercent a step that moves records ends when the source or the target refused more than this share of them
 * @param rejectedInARow an attempt ends when so many records in a row were refused; the workers see to it
 * @param longestWait a step ends when a system asks to wait longer
 * @param conflicts of a record that people changed in the target since: {@code keep}, {@code overwrite} or {@code reject}
 * @param existing of a record that is in the target without a receipt: {@code adopt} or {@code reject}
 */
public record Policies(
        int rejectedPercent, int rejectedInARow, Duration longestWait, String conflicts, String existing) {

    /** Where a migration says nothing. */
    public static final Policies DEFAULTS = new Policies(5, 100, Duration.ofHours(1), "keep", "adopt");

    /** Of executions that began before there were any: they go on as they began, and their journals decide as they did. */
    static final Policies NONE = new Policies(100, Integer.MAX_VALUE, Duration.ofDays(365), "keep", "adopt");
}
