package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which consent a person would have to give now. */
final class Asked {

    private Asked() {}

    /** Null when none is asked for. */
    static @Nullable Challenge now(Plan plan, ExecutionState state) {
        if (state.status() == ExecutionStatus.HELD) {
            return renewed(plan, state);
        }
        for (PlannedStep planned : plan.steps()) {
            ConsentTerms terms = planned.terms();
            if (terms != null && state.step(planned.id()).status() == StepStatus.WAITING) {
                return Challenge.of(plan, state, planned, terms);
            }
        }
        return null;
    }

    /** Of a held execution: the consent of what failed, or of what its recipe does again instead. */
    private static @Nullable Challenge renewed(Plan plan, ExecutionState state) {
        List<PlannedStep> again = again(plan, state);
        for (PlannedStep planned : again) {
            if (planned.consent() != null) {
                return challenge(plan, state, plan.step(planned.consent()));
            }
        }
        for (PlannedStep planned : again) {
            PlannedStep behind = Consents.behind(plan, planned);
            if (behind != null) {
                return challenge(plan, state, behind);
            }
        }
        return again.isEmpty() ? null : Challenge.of(plan, state, again.getFirst(), ConsentTerms.NONE);
    }

    private static @Nullable Challenge challenge(Plan plan, ExecutionState state, PlannedStep consent) {
        ConsentTerms terms = consent.terms();
        return terms == null ? null : Challenge.of(plan, state, consent, terms);
    }

    /** What a held execution does again when it goes on: each step that failed, and where its recipe says it begins. */
    static List<PlannedStep> again(Plan plan, ExecutionState state) {
        List<PlannedStep> again = new ArrayList<>();
        for (PlannedStep planned : plan.steps()) {
            if (state.step(planned.id()).status() == StepStatus.ERROR) {
                again.add(planned);
                if (planned.resumeFrom() != null) {
                    again.add(plan.step(planned.resumeFrom()));
                }
            }
        }
        return again.stream().distinct().toList();
    }
}
