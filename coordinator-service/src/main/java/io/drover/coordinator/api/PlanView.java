package io.drover.coordinator.api;

import io.drover.contracts.Side;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.TaskNeeds;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A plan as people read it before they run it.
 *
 * @param lastSafeAbort until this step has ended, everything can be taken back; null when nothing is destroyed
 * @param archives whether it keeps an encrypted archive, which needs a password
 */
public record PlanView(
        String migration,
        String recipe,
        String title,
        String hash,
        String route,
        @Nullable String lastSafeAbort,
        boolean archives,
        List<Line> steps) {

    /**
     * @param number from 1
     * @param on {@code source} or {@code target}; null for an operation of the service itself
     * @param destructive whether it cannot be taken back
     * @param onFailure what its failure past the point of no return means
     * @param stricter what its connector allows less than the recipe, for people; null when they agree
     * @param requires steps that must have ended in success before it begins
     */
    public record Line(
            int number,
            String id,
            String title,
            String kind,
            @Nullable String phase,
            @Nullable String on,
            @Nullable String operation,
            boolean destructive,
            String onFailure,
            @Nullable String stricter,
            String retry,
            List<String> after,
            List<String> requires,
            List<String> undoes,
            @Nullable String instructions) {}

    static PlanView of(Plan plan) {
        return new PlanView(
                plan.migration(),
                plan.recipe(),
                plan.title(),
                plan.hash(),
                plan.route(),
                plan.lastSafeAbort().map(PlannedStep::id).orElse(null),
                plan.steps().stream()
                        .anyMatch(step -> TaskNeeds.of(step.operation()).isTold(TaskNeeds.Told.ARCHIVE_PASSWORD)),
                IntStream.range(0, plan.steps().size())
                        .mapToObj(i -> line(i + 1, plan.steps().get(i)))
                        .toList());
    }

    private static Line line(int number, PlannedStep step) {
        Side on = step.on();
        return new Line(
                number,
                step.id(),
                step.title(),
                step.kind().name().toLowerCase(Locale.ROOT),
                step.phase() == null ? null : step.phase().word(),
                on == null ? null : on.name().toLowerCase(Locale.ROOT),
                step.operation(),
                step.irreversible(),
                step.onFailure().name(),
                step.stricter(),
                step.retry().name(),
                step.after(),
                step.requires() == null ? List.of() : step.requires().steps(),
                step.undoes(),
                step.asks() == null ? null : step.asks().instructions());
    }
}
