package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this worker's attempts come to, in figures. Counted per batch; what is counted per request is an {@link OutsideFigures}. */
@ApplicationScoped
public class AttemptFigures {

    private static final Duration[] BATCH_STEPS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Counter deadLetters;
    private final Map<String, OutsideFigures> outside = new ConcurrentHashMap<>();

    AttemptFigures(MeterRegistry registry) {
        this.registry = registry;
        this.deadLetters = Counter.builder("drover.dead.letters")
                .description("Messages that were not understood")
                .tag("from", "commands")
                .register(registry);
    }

    /** An attempt ended. */
    void ended(Command command, Outcome outcome, Duration took) {
        Phase phase = command.batch().phase();
        Timer.builder("drover.batch.duration")
                .description("Attempts at batches, by how they ended")
                .tags("phase", phase.word(), "operation", command.operation(), "outcome", word(outcome))
                .serviceLevelObjectives(BATCH_STEPS)
                .register(registry)
                .record(took);
        if (outcome instanceof Outcome.Done done) {
            records(phase, done.counts());
        } else if (outcome instanceof Outcome.Cancelled cancelled) {
            records(phase, cancelled.counts());
        }
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> "done";
            case Outcome.Running running -> "running";
            case Outcome.Cancelled cancelled -> "cancelled";
            case Outcome.NotYet notYet -> "not-yet";
            case Outcome.Failed failed -> failed.type().name().toLowerCase(Locale.ROOT);
        };
    }

    private void records(Phase phase, Counts counts) {
        records(phase, "in", counts.in());
        records(phase, "out", counts.out());
        records(phase, "skipped", counts.skipped());
        records(phase, "rejected", counts.rejected());
        records(phase, "dropped", counts.dropped());
        records(phase, "different", counts.different());
    }

    private void records(Phase phase, String fate, long number) {
        Counter.builder("drover.records")
                .description("Records by what became of them in a phase")
                .tags("phase", phase.word(), "fate", fate)
                .register(registry)
                .increment((double) number);
    }

    void deadLetter() {
        deadLetters.increment();
    }

    OutsideFigures outside(String connector) {
        return outside.computeIfAbsent(connector, id -> new OutsideFigures(registry, id));
    }
}
