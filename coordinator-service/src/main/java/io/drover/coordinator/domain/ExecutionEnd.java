package io.drover.coordinator.domain;

import io.drover.api.Books;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import org.jspecify.annotations.Nullable;

/** How an execution whose steps have all ended ends. */
record ExecutionEnd(ExecutionStatus status, @Nullable Failure failure) {

    static ExecutionEnd of(Plan plan, ExecutionState state) {
        if (state.stopping()) {
            return new ExecutionEnd(ExecutionStatus.STOPPED, state.failure());
        }
        if (state.failure() != null) {
            return new ExecutionEnd(ExecutionStatus.ERROR, state.failure());
        }
        boolean clean = true;
        for (PlannedStep planned : plan.steps()) {
            StepState step = state.step(planned.id());
            long expected = step instanceof RecordsState records ? records.expected() : 0;
            for (Books books : step.books().values()) {
                if (!books.balanced()) {
                    return new ExecutionEnd(ExecutionStatus.ERROR, unbalanced(planned, books));
                }
                clean &= books.clean() && books.extracted() >= expected;
            }
            clean &= !erred(plan, step) || accepted(plan, state, planned.id());
        }
        return new ExecutionEnd(clean ? ExecutionStatus.SUCCESS : ExecutionStatus.PARTIAL, null);
    }

    /** An execution that began before errors were counted ends as its journal says it did. */
    private static boolean erred(Plan plan, StepState step) {
        return !plan.policies().equals(Policies.NONE) && step.totals().getOrDefault(RecordsState.ERRORS, 0L) > 0;
    }

    /** Whether a person looked at what this step found, and let the execution go on. */
    private static boolean accepted(Plan plan, ExecutionState state, String step) {
        return plan.steps().stream()
                .filter(planned -> state.step(planned.id()) instanceof PersonState person && person.confirmed() != null)
                .map(PlannedStep::asks)
                .anyMatch(asks -> asks != null && asks.decidesAbout(step));
    }

    private static Failure unbalanced(PlannedStep planned, Books books) {
        return new Failure(
                "BOOKS_DO_NOT_BALANCE",
                "INTERNAL",
                "Step " + planned.id() + ": " + books + ". This is a bug; keep the evidence bundle.");
    }
}
