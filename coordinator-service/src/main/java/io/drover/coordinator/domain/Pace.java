package io.drover.coordinator.domain;

import io.drover.contracts.Usage;

/**
 * How many requests a connection may have in flight: additive increase, multiplicative decrease. The coordinator owns it,
 * so any number of workers together stay under the system's limit.
 *
 * @param allowance now, at least 1
 * @param most what the migration allows
 */
public record Pace(double allowance, int most) {

    static Pace of(int most) {
        return new Pace(most, most);
    }

    Pace after(Usage usage) {
        return usage.throttled() > 0
                ? new Pace(Math.max(1, allowance / 2), most)
                : new Pace(Math.min(most, allowance + 0.5), most);
    }
}
