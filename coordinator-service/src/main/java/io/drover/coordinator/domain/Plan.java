package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, numbered list of steps.
 *
 * @param route the pair of systems that records move between
 * @param hash SHA-256 over recipe and migration definition, hex
 * @param policies absent in plans that were made before there were any
 * @param decisions by which rules its executions are decided: {@link #DECISIONS} for new ones; 0, and absent, for those that began
 *     before there were several, so that their journals decide as they did
 * @param window when destructive steps may begin; null for any time
 */
public record Plan(
        String migration,
        String recipe,
        String title,
        String route,
        String hash,
        Limits limits,
        Policies policies,
        @Nullable Window window,
        List<PlannedStep> steps,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int decisions) {

    /**
     * Rules since then:
     *
     * <ol>
     *   <li>waiting in a topic is no failure, silence after a sign of life is; a stop waits until what runs has ended
     * </ol>
     */
    public static final int DECISIONS = 1;

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public Plan {
        policies = policies == null ? Policies.NONE : policies;
        steps = List.copyOf(steps);
    }

    /** A new one. */
    public Plan(
            String migration,
            String recipe,
            String title,
            String route,
            String hash,
            Limits limits,
            Policies policies,
            @Nullable Window window,
            List<PlannedStep> steps) {
        this(migration, recipe, title, route, hash, limits, policies, window, steps, DECISIONS);
    }

    /** Whether a worker is waited for while it may have work, and a sign of life is what ends that. */
    boolean listens() {
        return decisions >= 1;
    }

    /** Whether the plan changes its target; only such a plan has its route to itself. */
    public boolean changesTarget() {
        return guarded() || steps.stream().anyMatch(step -> step.kind() == StepKind.RECORDS);
    }

    /** Whether it has a point of no return. */
    public boolean guarded() {
        return steps.stream().anyMatch(PlannedStep::destructive);
    }

    /** The step before the point of no return: until it has ended, everything can be taken back. */
    public Optional<PlannedStep> lastSafeAbort() {
        PlannedStep before = null;
        for (PlannedStep step : steps) {
            if (step.destructive()) {
                return Optional.ofNullable(before);
            }
            before = step;
        }
        return Optional.empty();
    }

    public PlannedStep step(String id) {
        return steps.stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plan " + hash + " has no step " + id));
    }
}
