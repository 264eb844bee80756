package io.drover.cli.view;

import io.drover.cli.api.Execution;
import io.drover.cli.api.PhaseProgress;
import io.drover.cli.api.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How fast each phase goes, measured over the last ten seconds, and the time left by that. */
public final class Pace {

    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final long SHORTEST = Duration.ofMillis(500).toNanos();

    private final Map<String, Deque<Sample>> samples = new HashMap<>();

    private record Sample(long at, long records) {}

    /** @param now as {@link System#nanoTime()} */
    public void observe(Execution execution, long now) {
        for (Step step : execution.steps()) {
            step.phases().forEach((phase, progress) -> add(step.id() + " " + phase, now, progress.records()));
        }
    }

    private void add(String key, long now, long records) {
        Deque<Sample> window = samples.computeIfAbsent(key, k -> new ArrayDeque<>());
        window.addLast(new Sample(now, records));
        while (window.size() > 2 && now - window.getFirst().at() > WINDOW) {
            window.removeFirst();
        }
    }

    /** Records per second, once there is enough to measure. */
    public Optional<Double> perSecond(Step step, String phase) {
        Deque<Sample> window = samples.getOrDefault(step.id() + " " + phase, new ArrayDeque<>());
        if (window.size() < 2) {
            return Optional.empty();
        }
        long time = window.getLast().at() - window.getFirst().at();
        long records = window.getLast().records() - window.getFirst().records();
        return time < SHORTEST ? Optional.empty() : Optional.of(records * 1e9 / time);
    }

    /** The time until the slowest phase has all expected records, unless one that has still to go does not move. */
    public Optional<Duration> left(Step step) {
        double longest = 0;
        for (Map.Entry<String, PhaseProgress> phase : step.phases().entrySet()) {
            long toGo = step.expected() - phase.getValue().records();
            if (toGo > 0) {
                double rate = perSecond(step, phase.getKey()).orElse(0.0);
                if (rate <= 0) {
                    return Optional.empty();
                }
                longest = Math.max(longest, toGo / rate);
            }
        }
        return longest > 0 ? Optional.of(Duration.ofMillis((long) (longest * 1000))) : Optional.empty();
    }
}
