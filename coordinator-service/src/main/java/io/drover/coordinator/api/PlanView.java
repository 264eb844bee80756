package io.drover.coordinator.api;

import io.drover.api.ExecutionPlan;
import io.drover.api.PlanLine;
import io.drover.contracts.Side;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.TaskNeeds;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Shows a plan as people read it before they run it. */
final class PlanView {

    private PlanView() {}

    static ExecutionPlan of(Plan plan) {
        return new ExecutionPlan(
                plan.migration(),
                plan.recipe(),
                plan.title(),
                plan.hash(),
                plan.route(),
                plan.lastSafeAbort().map(PlannedStep::id).orElse(null),
                plan.steps().stream()
                        .anyMatch(step -> TaskNeeds.of(step.operation()).isTold(TaskNeeds.Told.ARCHIVE_PASSWORD)),
                plan.fourEyes(),
                IntStream.range(0, plan.steps().size())
                        .mapToObj(i -> line(i + 1, plan.steps().get(i)))
                        .toList());
    }

    private static PlanLine line(int number, PlannedStep step) {
        Side on = step.on();
        return new PlanLine(
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
                step.notApplicable(),
                step.retry().name(),
                step.after(),
                step.requires() == null ? List.of() : step.requires().steps(),
                step.undoes(),
                step.asks() == null ? null : step.asks().instructions());
    }
}
