package io.drover.coordinator.domain;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an execution whose steps have all ended ends. */
record Verdict(ExecutionStatus status, @Nullable Failure failure) {

    static Verdict of(Plan plan, ExecutionState state) {
        if (state.stopping()) {
            return new Verdict(ExecutionStatus.STOPPED, state.failure());
        }
        if (state.failure() != null) {
            return new Verdict(ExecutionStatus.ERROR, state.failure());
        }
        boolean clean = true;
        for (PlannedStep planned : plan.steps()) {
            StepState step = state.step(planned.id());
            Collection<Books> kept = planned.kind() == StepKind.RECORDS
                    ? List.of(step.books())
                    : Books.reported(step).values();
            for (Books books : kept) {
                if (!books.balanced()) {
                    return new Verdict(ExecutionStatus.ERROR, unbalanced(planned, books));
                }
                clean &= books.clean() && books.extracted() >= step.expected();
            }
        }
        return new Verdict(clean ? ExecutionStatus.SUCCESS : ExecutionStatus.PARTIAL, null);
    }

    private static Failure unbalanced(PlannedStep planned, Books books) {
        return new Failure(
                "BOOKS_DO_NOT_BALANCE",
                "INTERNAL",
                "Step " + planned.id() + ": " + books + ". This is a bug; keep the evidence bundle.");
    }
}
