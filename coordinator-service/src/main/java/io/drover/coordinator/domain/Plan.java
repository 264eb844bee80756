package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, numbered list of steps.
 *
 * @param route the pair of systems that records move between
 * @param target the system that is changed, the same for every spelling of its address; absent in plans of earlier releases
 * @param hash SHA-256 over recipe and migration definition, hex
 * @param policies absent in plans that were made before there were any
 * @param decisions by which rules its executions are decided: {@link #DECISIONS} for new ones; 0, and absent, for those that began
 *     before there were several, so that their journals decide as they did
 * @param window when destructive steps may begin; null for any time
 * @param fourEyes whether who begins an execution may not consent to it; absent for false
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
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int decisions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean fourEyes) {

    /**
     * Rules since then:
     *
     * <ol>
     *   <li>waiting in a topic is no failure, silence after a sign of life is; a stop waits until what runs has ended
     *   <li>a consent is its own steps' and is asked for again whenever it lapsed before anything was sent; whether a deed was begun is
     *       the worker's mark; a records step that failed keeps what was open
     *   <li>a challenge is of its occasion: what was typed once is no consent later, be everything else the same
     * </ol>
     */
    public static final int DECISIONS = 3;

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public Plan {
        policies = policies == null ? Policies.NONE : policies;
        steps = List.copyOf(steps);
    }

    /** A new one, of which it is not said what it changes. */
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
        this(migration, recipe, title, route, hash, limits, policies, window, steps, DECISIONS, null, false);
    }

    /** The same, of the system that it changes. */
    public Plan changing(String system) {
        return new Plan(
                migration, recipe, title, route, hash, limits, policies, window, steps, decisions, system, fourEyes);
    }

    /** The same, and who begins an execution of it may not consent to it. */
    public Plan underFourEyes() {
        return new Plan(
                migration, recipe, title, route, hash, limits, policies, window, steps, decisions, target, true);
    }

    /** Whether a worker is waited for while it may have work, and a sign of life is what ends that. */
    boolean listens() {
        return decisions >= 1;
    }

    /** Whether consents, marks of deeds and records past the point of no return are told apart. */
    boolean composes() {
        return decisions >= 2;
    }

    /** Whether a challenge names when and after what it was asked. */
    boolean bindsOccasions() {
        return decisions >= 3;
    }

    /** Whether the plan changes its target; only such a plan has its route to itself. */
    public boolean changesTarget() {
        return guarded() || steps.stream().anyMatch(PlannedStep::movesRecords);
    }

    /** Whether it has a point of no return. */
    public boolean guarded() {
        return steps.stream().anyMatch(PlannedStep::irreversible);
    }

    /** The step before the point of no return: until it has ended, everything can be taken back. */
    public Optional<PlannedStep> lastSafeAbort() {
        PlannedStep before = null;
        for (PlannedStep step : steps) {
            if (step.irreversible()) {
                return Optional.ofNullable(before);
            }
            before = step;
        }
        return Optional.empty();
    }

    /** The steps that have ended well when {@code planned} begins. */
    List<String> before(PlannedStep planned) {
        Set<String> before = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(planned.after());
        while (!next.isEmpty()) {
            String id = next.remove();
            if (before.add(id)) {
                next.addAll(step(id).after());
            }
        }
        return List.copyOf(before);
    }

    public PlannedStep step(String id) {
        return steps.stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plan " + hash + " has no step " + id));
    }
}
