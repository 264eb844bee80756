package io.drover.coordinator.door;

/** Limits as a test wants them. */
public record TestLimits(
        int wrongTokensPerMinute, int requestsPerSecond, int changesPerSecond, int watchersPerCaller, int watchers)
        implements ApiLimits {

    static final TestLimits WIDE = new TestLimits(100_000, 100_000, 100_000, 100_000, 100_000);
}
