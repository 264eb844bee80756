package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a step is. Closed batches are counted and forgotten, so the state stays small however many there are.
 *
 * @param reason why it was skipped, cancelled or failed; while it runs, why it is paused; null otherwise
 * @param parts OPERATION: number of lines by part of its manifest; of a family of numbered parts, how many there are under
 *     {@code name-*}, and how many lines they have under {@code name} where the operation told it
 * @param totals OPERATION: numbers to plan with, for example how many records of a kind a survey saw. Of RECORDS, too, {@code
 *     errors}: number of findings of severity ERROR
 * @param facts OPERATION: words to decide by, for example the hash of a file
 * @param round OPERATION: how often it was done to its end and then had to be done again
 * @param attempt the highest that was opened, of any batch
 * @param confirmed OPERATOR: who did it, and what they saw; null otherwise
 * @param specs RECORDS: how many batches the survey planned
 * @param expected RECORDS: how many records the survey saw
 * @param opened RECORDS: how many EXTRACT batches have been opened
 * @param linked RECORDS: how many TRANSFORM batches handed on records that refer to their own kind
 * @param link whether those are put in order
 * @param levels those that are not open whole, lowest first
 * @param linkedBatches how many LOAD batches came out of the link batch so far
 * @param unfinished RECORDS: what was open when it failed, to be opened when it goes on; absent means nothing
 * @param deedBegun OPERATION: whether an attempt is known to have begun its deed; absent means that none is
 */
public record StepState(
        String id,
        StepStatus status,
        @Nullable String reason,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Map<String, Integer> parts,
        Map<String, Long> totals,
        Map<String, String> facts,
        int round,
        int attempt,
        @Nullable Confirmation confirmed,
        int specs,
        long expected,
        int opened,
        int linked,
        Link link,
        List<Level> levels,
        int linkedBatches,
        Map<Phase, PhaseProgress> progress,
        Map<String, Integer> findings,
        List<OpenBatch> open,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OpenBatch> unfinished,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deedBegun) {

    /** Among totals: number of findings of severity ERROR; absent for none. */
    static final String ERRORS = "errors";

    /** How a family of numbered parts is called: {@code level-001-*}. */
    public static final String FAMILY = "-*";

    /** Where the ordering of records that refer to their own kind is. */
    public enum Link {
        NOT_BEGUN,
        RUNNING,
        DONE
    }

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public StepState {
        unfinished = unfinished == null ? List.of() : List.copyOf(unfinished);
        parts = Map.copyOf(parts);
        totals = Map.copyOf(totals);
        facts = Map.copyOf(facts);
        levels = List.copyOf(levels);
        progress = Map.copyOf(progress);
        findings = Map.copyOf(findings);
        open = List.copyOf(open);
    }

    static StepState pending(String id) {
        return new StepState(
                id,
                StepStatus.PENDING,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                0,
                null,
                0,
                0,
                0,
                0,
                Link.NOT_BEGUN,
                List.of(),
                0,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                false);
    }

    public PhaseProgress progress(Phase phase) {
        return progress.getOrDefault(phase, PhaseProgress.NONE);
    }

    public Optional<OpenBatch> open(Phase phase, int number) {
        return open.stream().filter(batch -> batch.is(phase, number)).findFirst();
    }

    public Books books() {
        return Books.of(this);
    }

    int running(Phase phase) {
        return Math.toIntExact(open.stream()
                .filter(batch -> batch.phase() == phase && batch.status() == OpenBatch.Status.RUNNING)
                .count());
    }

    StepState begun(int plannedSpecs, long expectedRecords, Instant now) {
        return edit(d -> {
            d.status = StepStatus.RUNNING;
            d.startedAt = now;
            d.specs = plannedSpecs;
            d.expected = expectedRecords;
        });
    }

    StepState ended(StepStatus how, @Nullable String why, Instant now) {
        return edit(d -> {
            d.status = how;
            d.reason = why;
            d.finishedAt = now;
            d.open = List.of();
        });
    }

    /** Ends before it is done: what is not commanded ends with it, what is may have to be waited for. */
    StepState givenUp(StepStatus how, String why, Instant now) {
        List<OpenBatch> running = open.stream()
                .filter(batch -> batch.status() == OpenBatch.Status.RUNNING)
                .map(batch -> Silence.givenUp(batch, now))
                .toList();
        return ended(how, why, now).edit(d -> d.open = running);
    }

    /** As {@link #givenUp}, and what is not commanded is kept for when it goes on. */
    StepState interrupted(StepStatus how, String why, Instant now) {
        return givenUp(how, why, now).edit(d -> d.unfinished = OpenBatch.setAside(unfinished, open));
    }

    /** After it was interrupted: what is open and not commanded is kept for when it goes on. */
    StepState settingAside() {
        return edit(d -> {
            d.unfinished = OpenBatch.setAside(unfinished, open);
            d.open = open.stream()
                    .filter(batch -> batch.status() == OpenBatch.Status.RUNNING)
                    .toList();
        });
    }

    StepState withDeedBegun() {
        return edit(d -> d.deedBegun = true);
    }

    /** Whether nothing of it runs any more. */
    boolean isOver() {
        return status.ended() && open.isEmpty();
    }

    StepState without(OpenBatch batch) {
        return edit(d -> d.open = open.stream()
                .filter(other -> !other.is(batch.phase(), batch.number()))
                .toList());
    }

    /** @param why null when it goes on */
    StepState paused(@Nullable String why) {
        return edit(d -> d.reason = why);
    }

    StepState opening(OpenBatch batch) {
        return opening(List.of(batch));
    }

    StepState opening(List<OpenBatch> batches) {
        return edit(d -> {
            List<OpenBatch> more = new ArrayList<>(open);
            for (OpenBatch batch : batches) {
                more.add(batch);
                d.attempt = Math.max(d.attempt, batch.attempt());
                if (batch.phase() == Phase.EXTRACT) {
                    d.opened++;
                }
            }
            d.open = more;
        });
    }

    StepState replacing(OpenBatch batch) {
        return edit(d -> {
            d.attempt = Math.max(attempt, batch.attempt());
            d.open = open.stream()
                    .map(other -> other.is(batch.phase(), batch.number()) ? batch : other)
                    .toList();
        });
    }

    StepState closing(OpenBatch batch, PhaseProgress after, Map<String, Integer> found) {
        return edit(d -> {
                    d.open = open.stream()
                            .filter(other -> !other.is(batch.phase(), batch.number()))
                            .toList();
                    d.findings = sum(findings, found);
                })
                .with(batch.phase(), after);
    }

    StepState with(Phase phase, PhaseProgress value) {
        Map<Phase, PhaseProgress> all = new EnumMap<>(Phase.class);
        all.putAll(progress);
        all.put(phase, value);
        return edit(d -> d.progress = all);
    }

    /** A total that is called like a family of numbered parts is how many lines these have. */
    StepState left(Map<String, Integer> partsLeft, Map<String, Long> totalsLeft, Map<String, String> factsLeft) {
        Left left = Left.of(partsLeft, totalsLeft);
        return edit(d -> {
            d.parts = left.parts();
            d.totals = left.totals();
            d.facts = factsLeft;
        });
    }

    /** With more findings of severity ERROR. */
    StepState withErrors(long more) {
        if (more == 0) {
            return this;
        }
        Map<String, Long> counted = new HashMap<>(totals);
        counted.merge(ERRORS, more, Long::sum);
        return edit(d -> d.totals = counted);
    }

    StepState waitingForPerson(Instant now) {
        return edit(d -> {
            d.status = StepStatus.WAITING;
            d.startedAt = now;
        });
    }

    StepState confirmedBy(Confirmation person) {
        return edit(d -> {
            d.confirmed = person;
            d.status = StepStatus.SUCCESS;
            d.finishedAt = person.at();
        });
    }

    /** To be done again: what was done to its end under a new number, what was not as the next attempt. */
    StepState again() {
        return edit(d -> {
            d.round = status == StepStatus.SUCCESS ? round + 1 : round;
            d.attempt = status == StepStatus.SUCCESS ? 0 : attempt;
            d.status = StepStatus.PENDING;
            d.reason = null;
            d.startedAt = null;
            d.finishedAt = null;
            d.confirmed = null;
            d.open = status == StepStatus.ERROR
                    ? Stream.concat(open.stream(), unfinished.stream()).toList()
                    : List.of();
            d.unfinished = List.of();
        });
    }

    StepState withLinked() {
        return edit(d -> d.linked = linked + 1);
    }

    StepState withLink(Link value, List<Level> remaining) {
        return edit(d -> {
            d.link = value;
            d.levels = remaining;
        });
    }

    StepState withLinkedBatches(int value) {
        return edit(d -> d.linkedBatches = value);
    }

    static Map<String, Integer> sum(Map<String, Integer> left, Map<String, Integer> right) {
        Map<String, Integer> sum = new HashMap<>(left);
        right.forEach((code, n) -> sum.merge(code, n, Integer::sum));
        return sum;
    }

    private StepState edit(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toState();
    }

    /** A copy under change; keeps the many-field constructor in one place. */
    private static final class Draft {
        private final StepState base;
        private StepStatus status;
        private @Nullable String reason;
        private @Nullable Instant startedAt;
        private @Nullable Instant finishedAt;
        private Map<String, Integer> parts;
        private Map<String, Long> totals;
        private Map<String, String> facts;
        private int round;
        private int attempt;
        private @Nullable Confirmation confirmed;
        private int specs;
        private long expected;
        private int opened;
        private int linked;
        private Link link;
        private List<Level> levels;
        private int linkedBatches;
        private Map<Phase, PhaseProgress> progress;
        private Map<String, Integer> findings;
        private List<OpenBatch> open;
        private List<OpenBatch> unfinished;
        private boolean deedBegun;

        private Draft(StepState base) {
            this.base = base;
            this.status = base.status;
            this.reason = base.reason;
            this.startedAt = base.startedAt;
            this.finishedAt = base.finishedAt;
            this.parts = base.parts;
            this.totals = base.totals;
            this.facts = base.facts;
            this.round = base.round;
            this.attempt = base.attempt;
            this.confirmed = base.confirmed;
            this.specs = base.specs;
            this.expected = base.expected;
            this.opened = base.opened;
            this.linked = base.linked;
            this.link = base.link;
            this.levels = base.levels;
            this.linkedBatches = base.linkedBatches;
            this.progress = base.progress;
            this.findings = base.findings;
            this.open = base.open;
            this.unfinished = base.unfinished;
            this.deedBegun = base.deedBegun;
        }

        private StepState toState() {
            return new StepState(
                    base.id,
                    status,
                    reason,
                    startedAt,
                    finishedAt,
                    parts,
                    totals,
                    facts,
                    round,
                    attempt,
                    confirmed,
                    specs,
                    expected,
                    opened,
                    linked,
                    link,
                    levels,
                    linkedBatches,
                    progress,
                    findings,
                    open,
                    unfinished,
                    deedBegun);
        }
    }
}
