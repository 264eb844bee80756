package io.drover.coordinator.orchestration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.ActionState;
import io.drover.coordinator.domain.Audit;
import io.drover.coordinator.domain.BatchedState;
import io.drover.coordinator.domain.Books;
import io.drover.coordinator.domain.Confirmation;
import io.drover.coordinator.domain.Consents;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Failure;
import io.drover.coordinator.domain.OpenBatch;
import io.drover.coordinator.domain.PersonState;
import io.drover.coordinator.domain.PhaseProgress;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.StepState;
import io.drover.coordinator.domain.StepStatus;
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

/**
 * An execution as the REST API and the report show it.
 *
 * @param stopping whether a person asked it to stop; it is STOPPED when nothing of it runs any more
 * @param books by step id, of the steps that move records; by kind, of those that operations kept
 * @param findings number of findings by code
 * @param report where the report is; null before there is one
 * @param passedPointOfNoReturn whether a destructive step was commanded
 * @param waitingFor the step that waits for a person; null when none does
 * @param consent the latest consent that was given; null when none was
 * @param consents by the step that asked, all that were given and not used up
 * @param limitedBy systems whose limits make requests wait just now; absent when none does
 */
public record ExecutionView(
        String id,
        String migration,
        String recipe,
        String planHash,
        String state,
        boolean stopping,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long durationMs,
        @Nullable Failure failure,
        List<Step> steps,
        Map<String, Books> books,
        Map<String, Integer> findings,
        @Nullable String report,
        boolean passedPointOfNoReturn,
        @Nullable String waitingFor,
        @Nullable Given consent,
        Map<String, Given> consents,
        Audit audit,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LimitedBy> limitedBy) {

    /** The same, and the systems whose limits make it wait just now. */
    public ExecutionView with(List<LimitedBy> limits) {
        return new ExecutionView(
                id,
                migration,
                recipe,
                planHash,
                state,
                stopping,
                startedAt,
                finishedAt,
                durationMs,
                failure,
                steps,
                books,
                findings,
                report,
                passedPointOfNoReturn,
                waitingFor,
                consent,
                consents,
                audit,
                limits);
    }

    /** Who consented, without what was typed. */
    public record Given(String by, Instant at, Instant expiresAt) {}

    /**
     * @param waits the longest wait of its batches; null when none waits for its next attempt
     * @param destructive whether it cannot be taken back
     * @param needsBackup the step that must have proven a backup before it; null when none must; likewise {@code needsConsent}
     * @param retry what may follow a failed attempt
     * @param onFailure what its failure past the point of no return means
     * @param instructions of an operator's step: what to do; null otherwise
     * @param consent whether it is a consent, which is typed, not confirmed
     * @param confirmedBy of an operator's step that is done; null otherwise; likewise {@code seen}
     * @param totals numbers that an operation told
     * @param facts words that an operation told
     * @param expected records that the survey saw
     * @param phases by the phase's word, those that have begun
     */
    public record Step(
            String id,
            String title,
            String kind,
            String state,
            @Nullable String reason,
            @Nullable Waits waits,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            boolean destructive,
            @Nullable String needsBackup,
            @Nullable String needsConsent,
            String retry,
            String onFailure,
            @Nullable String instructions,
            boolean consent,
            @Nullable String confirmedBy,
            @Nullable String seen,
            Map<String, Long> totals,
            Map<String, String> facts,
            long expected,
            Map<String, PhaseView> phases) {}

    /**
     * For what a batch waits.
     *
     * @param why a few words for people: {@code limited by Zephyr Scale}
     * @param until when its next attempt begins, or is commanded
     * @param attempt the one that failed, from 1
     * @param of with this attempt the step fails; 0 where the wait fails nothing, as that for a worker that takes the batch
     */
    public record Waits(@JsonProperty("for") String why, Instant until, int attempt, int of) {}

    /**
     * @param batches known so far; grows while a step finds out
     * @param records handed on (EXTRACT: read; VALIDATE: compared)
     * @param busyMs sum of the attempts' durations
     */
    public record PhaseView(
            int batches,
            int done,
            int running,
            long records,
            long requests,
            long throttled,
            long busyMs,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {}

    public static ExecutionView of(Plan plan, ExecutionState state, Instant now) {
        return of(plan, state, state.status().name(), now);
    }

    static ExecutionView of(Plan plan, ExecutionState state, String status, Instant now) {
        Map<String, Books> books = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            books.putAll(state.step(step.id()).books());
        }
        Map<String, Given> consents = new TreeMap<>();
        Consents.all(plan, state)
                .forEach((step, consent) ->
                        consents.put(step, new Given(consent.by(), consent.at(), consent.expiresAt())));
        Instant end = state.finishedAt() == null ? now : state.finishedAt();
        boolean reported = plan.steps().stream()
                .filter(step -> EvidenceParts.isFor(step.operation()))
                .anyMatch(step -> state.step(step.id(), ActionState.class)
                                .progress(Phase.ARCHIVE)
                                .done()
                        > 0);
        return new ExecutionView(
                state.id(),
                plan.migration(),
                plan.recipe(),
                plan.hash(),
                status,
                state.stopping() && !state.status().ended(),
                state.startedAt(),
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
                consents.values().stream().max(Comparator.comparing(Given::at)).orElse(null),
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

    private static Map<String, PhaseView> phases(BatchedState step) {
        Map<String, PhaseView> phases = new LinkedHashMap<>();
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
                    phase.name().toLowerCase(Locale.ROOT),
                    new PhaseView(
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
                step.status().name(),
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
