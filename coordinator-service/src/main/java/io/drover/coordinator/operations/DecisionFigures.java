package io.drover.coordinator.operations;

import io.drover.coordinator.domain.Signal;
import io.drover.telemetry.LogKeys;
import io.drover.telemetry.TraceIds;
import io.drover.telemetry.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Decisions: how long they take, alone and with the transaction around them, and what log lines of them carry. */
@ApplicationScoped
public class DecisionFigures {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final Tracing tracing;
    private final Timer decide;
    private final Counter deadLetters;

    DecisionFigures(MeterRegistry registry, Tracing tracing) {
        this.registry = registry;
        this.tracing = tracing;
        this.decide = Timer.builder("drover.decide.duration")
                .description("The pure decision")
                .serviceLevelObjectives(steps(Duration.ofNanos(10_000)))
                .register(registry);
        this.deadLetters = Counter.builder("drover.dead.letters")
                .description("Messages that were not understood")
                .tag("from", "results")
                .register(registry);
    }

    /** Decides about {@code execution} on this thread. */
    public <T> T decide(String execution, Supplier<T> decision) {
        try (LogKeys keys = LogKeys.of("executionId", execution)) {
            if (tracing.isOn()) {
                keys.and("traceId", TraceIds.trace(execution));
            }
            return decide.record(decision);
        }
    }

    /** Times a transaction that takes a signal, until it is committed or rolled back. */
    public <T> Uni<T> transaction(Signal signal, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            return work.onTermination()
                    .invoke((done, failure, cancelled) -> Timer.builder("drover.transaction.duration")
                            .description("Transactions of decisions, the wait for the execution's row included")
                            .tags("signal", word(signal), "outcome", failure == null ? "committed" : "failed")
                            .serviceLevelObjectives(steps(Duration.ofMillis(1)))
                            .register(registry)
                            .record(Duration.ofNanos(System.nanoTime() - start)));
        });
    }

    /** 1, 3, 10, 30 … times the least, up to ten seconds: a percentile is known to a factor of three, with few figures. */
    private static Duration[] steps(Duration least) {
        List<Duration> steps = new ArrayList<>();
        for (Duration step = least; step.compareTo(LONGEST) <= 0; step = step.multipliedBy(10)) {
            steps.add(step);
            steps.add(step.multipliedBy(3));
        }
        return steps.toArray(Duration[]::new);
    }

    private static String word(Signal signal) {
        return signal.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** A message on the results topic was not understood. */
    public void deadLetter() {
        deadLetters.increment();
    }
}
