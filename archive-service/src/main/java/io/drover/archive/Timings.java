package io.drover.archive;

import io.drover.api.PhaseWork;
import io.drover.api.Step;
import io.drover.archive.Report.PhaseTime;
import io.drover.archive.Report.StepTime;
import io.drover.contracts.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** When steps and phases ran, from the start of the execution on. */
final class Timings {

    private final Instant start;

    Timings(Instant start) {
        this.start = start;
    }

    StepTime of(Step step) {
        List<PhaseTime> phases = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            PhaseWork work = step.phases().get(phase.word());
            if (work != null) {
                phases.add(of(phase, work));
            }
        }
        long end = phases.stream()
                .mapToLong(phase -> phase.startMs() + phase.durationMs())
                .max()
                .orElse(0);
        long begin = phases.stream().mapToLong(PhaseTime::startMs).min().orElse(0);
        long startMs = step.startedAt() == null ? begin : since(step.startedAt());
        long endMs = step.finishedAt() == null ? end : since(step.finishedAt());
        return new StepTime(
                step.id(),
                step.title(),
                step.state().name().toLowerCase(Locale.ROOT),
                step.reason(),
                startMs,
                Math.max(0, endMs - startMs),
                phases);
    }

    private PhaseTime of(Phase phase, PhaseWork work) {
        Instant from = work.firstAt();
        Instant to = work.lastAt();
        long durationMs = from == null || to == null
                ? 0
                : Math.max(0, Duration.between(from, to).toMillis());
        return new PhaseTime(
                phase,
                from == null ? 0 : since(from),
                durationMs,
                work.batches(),
                work.records(),
                durationMs == 0 ? 0 : Math.round(work.records() * 10_000.0 / durationMs) / 10.0,
                work.requests(),
                work.throttled());
    }

    private long since(Instant at) {
        return Math.max(0, Duration.between(start, at).toMillis());
    }
}
