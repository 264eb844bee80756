package io.drover.coordinator.api;

import io.drover.coordinator.door.ApiLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many watch at once: each holds a connection, and is sent something whenever its execution changes. */
@Singleton
class WatcherPlaces {

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> callers = new HashMap<>();
    private int all;

    WatcherPlaces(ApiLimits limits, MeterRegistry registry) {
        this.most = limits.watchers();
        this.mostOfOne = limits.watchersPerCaller();
        Gauge.builder("drover.api.watchers", this, WatcherPlaces::taken)
                .description("Streams of events that are open")
                .register(registry);
    }

    private synchronized double taken() {
        return all;
    }

    /**
     * Takes a place.
     *
     * @return gives it back, once however often it is called
     * @throws NoPlaceException when there is none
     */
    synchronized Runnable take(String caller) {
        int own = callers.getOrDefault(caller, 0);
        if (own >= mostOfOne) {
            throw new NoPlaceException(
                    429,
                    caller + " watches " + own + " executions already, as many as one may"
                            + " (drover.api.limits.watchers-per-caller). Close some of them");
        }
        if (all >= most) {
            throw new NoPlaceException(
                    503,
                    all + " executions are watched already, as many as this coordinator lets"
                            + " (drover.api.limits.watchers). Ask for the execution now and then instead");
        }
        callers.put(caller, own + 1);
        all++;
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                leave(caller);
            }
        };
    }

    private synchronized void leave(String caller) {
        all--;
        callers.computeIfPresent(caller, (name, own) -> own == 1 ? null : own - 1);
    }
}
