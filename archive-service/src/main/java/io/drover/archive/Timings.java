package io.drover.archive;

import io.drover.archive.Execution.PhaseWork;
import io.drover.archive.Execution.Step;
import io.drover.archive.Report.PhaseTime;
import io.drover.archive.Report.StepTime;
import io.drover.contracts.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When steps and phases ran: as the coordinator measured it, otherwise as the journal shows it. */
final class Timings {

    private final Instant start;
    private final FlowTally flow;

    Timings(Instant start, FlowTally flow) {
        this.start = start;
        this.flow = flow;
    }

    StepTime of(Step step) {
        List<PhaseTime> phases = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            PhaseWork work = step.phases().get(phase.word());
            if (work != null) {
                phases.add(of(step, phase, work));
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

    private PhaseTime of(Step step, Phase phase, PhaseWork work) {
        FlowTally.@Nullable Span seen = flow.span(step.id(), phase).orElse(null);
        Instant from = work.startedAt() != null ? work.startedAt() : seen != null ? seen.start() : step.startedAt();
        Instant to = work.finishedAt() != null ? work.finishedAt() : seen != null ? seen.end() : step.finishedAt();
        long startMs = from == null ? 0 : since(from);
        long durationMs = from != null && to != null
                ? Math.max(0, Duration.between(from, to).toMillis())
                : work.durationMs() == null ? 0 : work.durationMs();
        double rate = durationMs == 0 ? 0 : Math.round(work.records() * 10_000.0 / durationMs) / 10.0;
        return new PhaseTime(phase, startMs, durationMs, work.batches(), work.records(), rate);
    }

    private long since(Instant at) {
        return Math.max(0, Duration.between(start, at).toMillis());
    }
}
