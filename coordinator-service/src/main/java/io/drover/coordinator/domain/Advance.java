package io.drover.coordinator.domain;

import io.drover.contracts.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can begin or end now that something changed: steps, batches, the execution. */
final class Advance {

    private final Deliberation d;

    private Advance(Deliberation d) {
        this.d = d;
    }

    static Decision of(Deliberation d) {
        new Advance(d).run();
        return d.decision();
    }

    private void run() {
        if (d.state().status().ended()) {
            return;
        }
        cancelWhatCannotGoOn();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PlannedStep planned : d.plan().steps()) {
                changed |= begin(planned) | end(planned);
            }
        }
        Issuing.all(d);
        endExecution();
    }

    private void cancelWhatCannotGoOn() {
        String why = d.state().stopping() ? "stopped" : d.state().failure() != null ? "a step failed" : null;
        if (why == null) {
            return;
        }
        for (PlannedStep planned : d.plan().steps()) {
            StepState step = d.step(planned.id());
            boolean goesOn = planned.always() && !d.state().stopping();
            if (!step.status().ended() && !goesOn) {
                d.put(step.ended(StepStatus.CANCELLED, why, d.now()));
            }
        }
    }

    private boolean begin(PlannedStep planned) {
        StepState step = d.step(planned.id());
        if (step.status() != StepStatus.PENDING || !mayBegin(planned)) {
            return false;
        }
        switch (planned.kind()) {
            case OPERATION -> {
                Phase phase = required(planned.phase(), planned);
                d.put(step.begun(0, 0, d.now()).opening(OpenBatch.ready(phase, 0, null, 1)));
            }
            case RECORDS -> {
                StepInput specs = planned.inputs().get("specs");
                if (specs == null) {
                    throw new IllegalArgumentException("step " + planned.id() + " has no input specs");
                }
                int batches = d.step(specs.step()).parts().getOrDefault(specs.part(), 0);
                d.put(step.begun(batches, expected(planned, specs), d.now()));
            }
        }
        d.note("step.started", planned.id(), null, 0, planned.title());
        d.tell("step.started", planned.id());
        return true;
    }

    /** The survey counts records per kind. */
    private long expected(PlannedStep planned, StepInput specs) {
        return d.step(specs.step()).totals().getOrDefault(required(planned.entity(), planned), 0L);
    }

    private boolean mayBegin(PlannedStep planned) {
        if (planned.always()) {
            return d.plan().steps().stream()
                    .filter(other -> !other.always())
                    .allMatch(other -> d.step(other.id()).status().ended());
        }
        return allEndedWell(planned.after());
    }

    private boolean allEndedWell(List<String> steps) {
        return steps.stream().allMatch(id -> d.step(id).status().endedWell());
    }

    private boolean end(PlannedStep planned) {
        StepState step = d.step(planned.id());
        if (step.status() != StepStatus.RUNNING) {
            return false;
        }
        boolean finished =
                switch (planned.kind()) {
                    case OPERATION -> step.open().isEmpty();
                    case RECORDS -> {
                        RecordsFlow.advance(d, planned);
                        yield RecordsFlow.finished(d.step(planned.id()));
                    }
                };
        if (!finished) {
            return false;
        }
        StepState last = d.step(planned.id());
        d.put(last.ended(StepStatus.SUCCESS, shortfall(planned, last), d.now()));
        d.note("step.finished", planned.id(), null, 0, planned.title());
        d.tell("step.finished", planned.id());
        return true;
    }

    private static @Nullable String shortfall(PlannedStep planned, StepState step) {
        long read = step.books().extracted();
        return planned.kind() == StepKind.RECORDS && read < step.expected()
                ? "the survey saw " + step.expected() + " records, " + read + " were there to read"
                : null;
    }

    private void endExecution() {
        boolean allEnded =
                d.state().steps().stream().allMatch(step -> step.status().ended());
        if (!allEnded) {
            return;
        }
        Verdict verdict = Verdict.of(d.plan(), d.state());
        if (verdict.failure() != null) {
            d.state(d.state().failing(verdict.failure()));
        }
        d.state(d.state().ended(verdict.status(), d.now()));
        d.note("execution.finished", null, null, 0, verdict.status().name());
        d.tell("execution.finished", null);
    }

    private static <T> T required(@Nullable T value, PlannedStep planned) {
        if (value == null) {
            throw new IllegalArgumentException("step " + planned.id() + " is incomplete");
        }
        return value;
    }
}
