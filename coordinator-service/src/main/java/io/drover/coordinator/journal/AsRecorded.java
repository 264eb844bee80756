package io.drover.coordinator.journal;

import io.drover.api.AuditHead;
import io.drover.api.AuditLine;
import io.drover.api.ExecutionStatus;
import io.drover.api.JournalLine;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.domain.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What entries that kept no change say by their lines, for an execution of which this release decides otherwise. Those releases
 * wrote a line with a batch for what became of it, and one without for each line of the audit.
 */
final class AsRecorded {

    private static final String DROVER = "drover";
    private static final String SOMEBODY = "a person";

    private final Map<String, StepStatus> steps = new HashMap<>();
    private @Nullable ExecutionStatus status;
    private @Nullable Instant finishedAt;

    /** Takes an entry, whether or not this release decides it as it is. */
    void take(JournalEntry entry) {
        for (JournalLine line : entry.lines()) {
            String step = line.step();
            if (step != null && line.what().equals("step.finished")) {
                steps.put(step, StepStatus.SUCCESS);
            } else if (step != null && line.what().equals("step.failed")) {
                steps.put(step, StepStatus.ERROR);
            } else if (line.what().equals("execution.finished")) {
                status = ExecutionStatus.valueOf(line.detail());
                finishedAt = entry.at();
            }
        }
    }

    boolean ended() {
        return status != null;
    }

    /**
     * What an entry left in the tables.
     *
     * @param audit where the audit stands before it
     * @throws RebuildException when its lines do not say it
     */
    static Left left(JournalEntry entry, AuditHead audit) {
        if (entry.cut() > 0) {
            throw new RebuildException(
                    Replay.name(entry) + " has lost " + entry.cut() + " of its lines, and is decided otherwise");
        }
        List<Result> closed = new ArrayList<>();
        List<AuditLine> audited = new ArrayList<>();
        AuditHead now = audit;
        for (JournalLine line : entry.lines()) {
            if (line.batch() == null) {
                AuditLine next = AuditLine.after(
                        now, line.at(), who(line, entry.signal()), line.what(), line.step(), line.detail());
                now = now.after(next);
                audited.add(next);
            } else if (line.what().equals("batch.done")) {
                closed.add(closing(entry, line));
            }
        }
        if (entry.audit() != null && !entry.audit().equals(now.head())) {
            throw new RebuildException(Replay.name(entry) + ": the audit's hash was " + entry.audit()
                    + "; by its lines it is " + now.head());
        }
        return new Left(closed, audited);
    }

    private static String who(JournalLine line, Signal signal) {
        return switch (line.what()) {
            case "execution.stopping" ->
                signal instanceof Signal.StopAsked stop && stop.by() != null ? stop.by() : SOMEBODY;
            case "execution.started" ->
                signal instanceof Signal.Started started && started.by() != null ? started.by() : DROVER;
            case "consent.given", "step.confirmed", "execution.resumed", "execution.abandoned" ->
                switch (signal) {
                    case Signal.Confirmed confirmed -> confirmed.by();
                    case Signal.Consented consented -> consented.by();
                    case Signal.Resumed resumed -> resumed.by();
                    case Signal.Abandoned abandoned -> abandoned.by();
                    case Signal.Started s -> DROVER;
                    case Signal.Arrived s -> DROVER;
                    case Signal.TimePassed s -> DROVER;
                    case Signal.StopAsked s -> DROVER;
                    case Signal.Broken s -> DROVER;
                };
            default -> DROVER;
        };
    }

    private static Result closing(JournalEntry entry, JournalLine line) {
        List<Result> results = entry.signal() instanceof Signal.Arrived arrived ? arrived.results() : List.of();
        return results.stream()
                .filter(result -> result.batch().toString().equals(line.batch())
                        && result.attempt() == line.attempt()
                        && result.outcome() instanceof Outcome.Done)
                .findFirst()
                .orElseThrow(() -> new RebuildException(Replay.name(entry) + " closes batch " + line.batch()
                        + ", and its signal has no result of that"));
    }

    /** The state that this release came to, with the end that was recorded. */
    ExecutionState end(ExecutionState decided, AuditHead audit) {
        List<StepState> ended = decided.steps().stream().map(this::end).toList();
        return decided.recorded(Objects.requireNonNull(status, "status"), finishedAt, audit, ended);
    }

    private StepState end(StepState step) {
        StepStatus otherwise = step.status().ended() ? step.status() : StepStatus.CANCELLED;
        StepStatus how = steps.getOrDefault(step.id(), otherwise);
        return step.ended(how, step.reason(), step.finishedAt());
    }
}
