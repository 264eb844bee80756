package io.drover.coordinator.door;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is asked for at most. What is left over of a rate is kept for later, as much as comes in five seconds. */
@ConfigMapping(prefix = "drover.api.limits")
public interface ApiLimits {

    /** Wrong tokens from one address. A right one is never refused for them. */
    @WithDefault("60")
    int wrongTokensPerMinute();

    /** Of one caller, each request. */
    @WithDefault("1000")
    int requestsPerSecond();

    /** Of one caller, those that change something. */
    @WithDefault("100")
    int changesPerSecond();

    /** Executions that one caller watches at once. */
    @WithDefault("1000")
    int watchersPerCaller();

    /** Executions that all callers watch at once. */
    @WithDefault("2000")
    int watchers();
}
