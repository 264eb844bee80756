package io.drover.cli.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an execution of a migration would do, as {@code GET /api/v1/migrations/{name}/plan} answers it.
 *
 * @param hash stands for all of it; a consent is bound to it
 * @param lastSafeAbort the id of the last step after which a stop leaves everything as it was; null where nothing is
 *     destroyed
 */
public record Plan(
        String migration,
        String recipe,
        @Nullable String title,
        String hash,
        @Nullable String lastSafeAbort,
        List<PlannedStep> steps) {

    /**
     * One line of the plan.
     *
     * @param kind {@code records}, {@code operation} or {@code operator}
     * @param on the side it is done to, {@code source} or {@code target}
     * @param destructive whether it cannot be taken back
     * @param onFailure what its failure past the point of no return means, {@code HOLD} or {@code RETRY}; null from an older server, of
     *     which all hold
     * @param stricter what its connector allows less than the recipe; null when they agree
     * @param retry {@code SAFE}, {@code RESUME} or {@code RESTORE_ONLY}
     * @param instructions what a person has to do, for an operator step
     */
    public record PlannedStep(
            int number,
            String id,
            String title,
            String kind,
            @Nullable String phase,
            @Nullable String on,
            boolean destructive,
            @Nullable String onFailure,
            @Nullable String stricter,
            @Nullable String retry,
            @Nullable String instructions) {}

    @SuppressWarnings("ConstantConditions") // the API leaves out what is empty
    public Plan {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    public Optional<PlannedStep> firstDestructive() {
        return steps.stream().filter(PlannedStep::destructive).findFirst();
    }
}
