package io.drover.cli.view;

import io.drover.api.Execution;
import io.drover.api.PhaseWork;
import io.drover.api.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast each phase goes, measured over the last ten seconds, and the time left. Records are told when their batch is
 * closed, hundreds at once, so the time left is not taken from those seconds: see {@link Finish}.
 */
public final class Pace {

    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final long SHORTEST = Duration.ofMillis(500).toNanos();

    private final Map<String, Deque<Sample>> samples = new HashMap<>();
    private final Map<String, Finish> finishes = new HashMap<>();
    private long last;

    private record Sample(long at, long records) {}

    /** @param now as {@link System#nanoTime()} */
    public void observe(Execution execution, long now) {
        last = now;
        for (Step step : execution.steps()) {
            step.phases().forEach((phase, progress) -> {
                String key = key(step, phase);
                add(key, now, progress.records());
                finishes.computeIfAbsent(key, k -> new Finish()).observe(progress.records(), step.expected(), now);
            });
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
        Deque<Sample> window = samples.getOrDefault(key(step, phase), new ArrayDeque<>());
        if (window.size() < 2) {
            return Optional.empty();
        }
        long time = window.getLast().at() - window.getFirst().at();
        long records = window.getLast().records() - window.getFirst().records();
        return time < SHORTEST ? Optional.empty() : Optional.of(records * 1e9 / time);
    }

    /** The time until the slowest phase has all expected records, unless one that has still to go does not move. */
    public Optional<Duration> left(Step step) {
        Duration longest = Duration.ZERO;
        for (Map.Entry<String, PhaseWork> phase : step.phases().entrySet()) {
            if (step.expected() > phase.getValue().records()) {
                Optional<Duration> left = Optional.ofNullable(finishes.get(key(step, phase.getKey())))
                        .flatMap(finish -> finish.left(last));
                if (left.isEmpty()) {
                    return Optional.empty();
                }
                longest = left.get().compareTo(longest) > 0 ? left.get() : longest;
            }
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    private static String key(Step step, String phase) {
        return step.id() + " " + phase;
    }
}
