package io.drover.worker.pace;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a person said a system allows; 0 stands for nothing said. What is learned may be less and never more.
 *
 * @param requests so many
 * @param periodMicros in so much time
 * @param burst how many may go at once after a rest
 * @param concurrency how many may be on their way at once
 */
public record Told(long requests, long periodMicros, int burst, int concurrency) {

    public static final Told NOTHING = new Told(0, 0, 0, 0);

    /** The stricter of the two in each. */
    Told and(Told other) {
        boolean mine = other.requests == 0 || (requests > 0 && perSecond() <= other.perSecond());
        return new Told(
                mine ? requests : other.requests,
                mine ? periodMicros : other.periodMicros,
                least(burst, other.burst),
                least(concurrency, other.concurrency));
    }

    private static int least(int one, int other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    @JsonIgnore
    boolean isNothing() {
        return requests == 0 && concurrency == 0;
    }

    double perSecond() {
        return requests * 1e6 / periodMicros;
    }
}
