package io.drover.coordinator.domain;

import io.drover.api.StepStatus;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The batches of a step. Closed ones are counted and forgotten, so the state stays small however many there are.
 *
 * @param attempt the highest that was opened, of any batch
 * @param findings number by code
 */
public record Batches(
        int attempt, Map<Phase, PhaseProgress> progress, Map<String, Integer> findings, List<OpenBatch> open) {

    static final Batches NONE = new Batches(0, Map.of(), Map.of(), List.of());

    public Batches {
        progress = Map.copyOf(progress);
        findings = Map.copyOf(findings);
        open = List.copyOf(open);
    }

    Batches opening(List<OpenBatch> more) {
        int highest = more.stream().mapToInt(OpenBatch::attempt).reduce(attempt, Math::max);
        return new Batches(
                highest,
                progress,
                findings,
                Stream.concat(open.stream(), more.stream()).toList());
    }

    Batches replacing(OpenBatch batch) {
        return new Batches(
                Math.max(attempt, batch.attempt()),
                progress,
                findings,
                open.stream().map(other -> other.is(batch) ? batch : other).toList());
    }

    Batches without(OpenBatch batch) {
        return keeping(other -> !other.is(batch));
    }

    Batches keeping(Predicate<OpenBatch> which) {
        return with(open.stream().filter(which).toList());
    }

    Batches closing(OpenBatch batch, PhaseProgress after, Map<String, Integer> found) {
        Map<String, Integer> sum = new HashMap<>(findings);
        found.forEach((code, n) -> sum.merge(code, n, Integer::sum));
        return new Batches(attempt, progress, sum, open).without(batch).with(batch.phase(), after);
    }

    /** Those that are commanded, each until it has ended; the others are gone. */
    Batches givenUp(Instant now) {
        Batches running = keeping(OpenBatch::runs);
        return with(
                running.open.stream().map(batch -> Silence.givenUp(batch, now)).toList());
    }

    /** @param was how its step had ended, or was under way */
    Batches again(StepStatus was) {
        List<OpenBatch> kept = was == StepStatus.ERROR ? open : List.of();
        return new Batches(was == StepStatus.SUCCESS ? 0 : attempt, progress, findings, kept);
    }

    Batches with(List<OpenBatch> others) {
        return new Batches(attempt, progress, findings, others);
    }

    Batches with(Phase phase, PhaseProgress value) {
        Map<Phase, PhaseProgress> all = new EnumMap<>(Phase.class);
        all.putAll(progress);
        all.put(phase, value);
        return new Batches(attempt, all, findings, open);
    }
}
