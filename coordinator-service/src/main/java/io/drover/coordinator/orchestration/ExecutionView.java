package io.drover.coordinator.orchestration;

import io.drover.api.Books;
import io.drover.api.ConsentGiven;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.PhaseWork;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import io.drover.api.Waits;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.ActionState;
import io.drover.coordinator.domain.BatchedState;
import io.drover.coordinator.domain.Confirmation;
import io.drover.coordinator.domain.Consents;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.OpenBatch;
import io.drover.coordinator.domain.PersonState;
import io.drover.coordinator.domain.PhaseProgress;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.StepState;
import io.drover.coordinator.domain.Waiting;
import io.drover.coordinator.evidence.EvidenceParts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows an execution as the REST API and the report have it. */
public final class ExecutionView {

    private ExecutionView() {}

    public static Execution of(Plan plan, ExecutionState state, Instant now) {
        return of(plan, state, state.status(), now);
    }

    static Execution of(Plan plan, ExecutionState state, ExecutionStatus shown, Instant now) {
        Map<String, Books> books = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            books.putAll(state.step(step.id()).books());
        }
        Map<String, ConsentGiven> consents = new TreeMap<>();
        Consents.all(plan, state)
                .forEach((step, consent) ->
                        consents.put(step, new ConsentGiven(consent.by(), consent.at(), consent.expiresAt())));
        Instant end = state.finishedAt() == null ? now : state.finishedAt();
        boolean reported = plan.steps().stream()
                .filter(step -> EvidenceParts.isFor(step.operation()))
                .anyMatch(step -> state.step(step.id(), ActionState.class)
                                .progress(Phase.ARCHIVE)
                                .done()
                        > 0);
        return new Execution(
                state.id(),
                plan.migration(),
                plan.recipe(),
                plan.hash(),
                shown,
                state.stopping() && !state.status().ended(),
                state.startedAt(),
                state.startedBy(),
                state.finishedAt(),
                Duration.between(state.startedAt(), end).toMillis(),
                state.failure(),
                plan.steps().stream()
                        .map(step -> step(step, state.step(step.id())))
                        .toList(),
                books,
                state.findings(),
                reported ? "/api/v1/executions/" + state.id() + "/report" : null,
                state.passedAt() != null,
                waitingFor(state),
                consents.values().stream()
                        .max(Comparator.comparing(ConsentGiven::at))
                        .orElse(null),
                consents,
                state.audit(),
                List.of());
    }

    private static @Nullable String waitingFor(ExecutionState state) {
        return state.steps().stream()
                .filter(step -> step.status() == StepStatus.WAITING)
                .map(StepState::id)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, PhaseWork> phases(BatchedState step) {
        Map<String, PhaseWork> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            PhaseProgress progress = step.progress(phase);
            List<OpenBatch> open =
                    step.open().stream().filter(b -> b.phase() == phase).toList();
            if (progress.firstAt() == null && open.isEmpty()) {
                continue;
            }
            int known = phase == Phase.EXTRACT && step instanceof RecordsState records
                    ? records.specs()
                    : progress.done() + open.size();
            phases.put(
                    phase.word(),
                    new PhaseWork(
                            known,
                            progress.done(),
                            step.running(phase),
                            records(phase, progress),
                            progress.usage().requests(),
                            progress.usage().throttled(),
                            progress.busyMs(),
                            progress.firstAt(),
                            progress.lastAt()));
        }
        return phases;
    }

    private static Step step(PlannedStep planned, StepState step) {
        Confirmation confirmed = step instanceof PersonState person ? person.confirmed() : null;
        return new Step(
                step.id(),
                planned.title(),
                planned.kind().name().toLowerCase(Locale.ROOT),
                step.status(),
                step.reason(),
                waits(step),
                step.startedAt(),
                step.finishedAt(),
                planned.irreversible(),
                planned.requires() == null ? null : planned.requires().backup(),
                planned.consent(),
                planned.retry().name(),
                planned.onFailure().name(),
                planned.asks() == null ? null : planned.asks().instructions(),
                planned.terms() != null,
                confirmed == null ? null : confirmed.by(),
                confirmed == null ? null : confirmed.seen(),
                step.totals(),
                step.facts(),
                step instanceof RecordsState records ? records.expected() : 0,
                step instanceof BatchedState batched ? phases(batched) : Map.of());
    }

    private static @Nullable Waits waits(StepState step) {
        Waits longest = null;
        for (OpenBatch batch : step.open()) {
            Waiting waiting = batch.waiting();
            Instant until = batch.due();
            if (waiting != null && until != null && (longest == null || until.isAfter(longest.until()))) {
                longest = new Waits(waiting.why(), until, batch.tries(), waiting.of());
            }
        }
        return longest;
    }

    private static long records(Phase phase, PhaseProgress progress) {
        return switch (phase) {
            case EXTRACT, TRANSFORM -> progress.counts().out();
            case LOAD -> progress.counts().out() + progress.counts().skipped();
            case VALIDATE -> progress.counts().out() + progress.counts().different();
            case ARCHIVE -> progress.counts().in();
        };
    }
}
