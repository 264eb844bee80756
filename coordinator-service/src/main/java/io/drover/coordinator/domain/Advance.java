package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can begin or end now that something changed: steps, batches, the execution. */
final class Advance {

    private final DecisionBuilder d;

    private Advance(DecisionBuilder d) {
        this.d = d;
    }

    static void of(DecisionBuilder d) {
        new Advance(d).run();
    }

    private void run() {
        if (d.state().status().ended()) {
            return;
        }
        Interruption.holdWhereItMust(d);
        Interruption.cancelWhatCannotGoOn(d);
        boolean changed = true;
        while (changed) {
            changed = steps();
        }
        if (d.state().status() != ExecutionStatus.HELD) {
            Dispatch.all(d);
            endExecution();
        }
    }

    /** One look at each step, in the order of the plan; whether anything changed. */
    private boolean steps() {
        boolean changed = false;
        for (PlannedStep planned : d.plan().steps()) {
            boolean failed = Interruption.hasFailed(d, planned);
            changed |= begin(planned);
            open(planned);
            changed |= end(planned);
            if (!failed && Interruption.hasFailed(d, planned)) {
                // It could not begin. What it holds or ends must not begin in the same look.
                Interruption.holdWhereItMust(d);
                Interruption.cancelWhatCannotGoOn(d);
                return true;
            }
        }
        return changed;
    }

    private boolean begin(PlannedStep planned) {
        StepState step = d.step(planned.id());
        boolean held = d.state().status() == ExecutionStatus.HELD;
        if (held || step.status() != StepStatus.PENDING || !mayBegin(planned)) {
            return false;
        }
        switch (Permission.of(d.plan(), d.state(), planned, d.now())) {
            case Permission.Granted granted -> begin(planned, step);
            case Permission.NotYet notYet -> {
                return false;
            }
            case Permission.Lapsed lapsed -> {
                Consents.ask(d, lapsed.consent());
                return false;
            }
            case Permission.WindowClosed closed -> {
                Decider.fail(d, planned.id(), closed.why());
                return false;
            }
        }
        return true;
    }

    private void begin(PlannedStep planned, StepState step) {
        switch (step) {
            case ActionState action -> {
                d.put(action.begun(required(planned.phase(), planned), d.plan().composes(), d.now()));
                passTheLine(planned);
                began(planned);
            }
            case PersonState person -> ask(planned, person);
            case RecordsState records
            when planned.from() != null -> {
                RecordsState others = d.state().step(planned.from(), RecordsState.class);
                d.put(records.begun(others.specs(), 0, d.now()));
                began(planned);
            }
            case RecordsState records -> {
                StepInput specs = required(planned.inputs().get("specs"), planned);
                ActionState survey = d.state().step(specs.step(), ActionState.class);
                long expected = survey.totals().getOrDefault(required(planned.entity(), planned), 0L);
                d.put(records.begun(survey.parts().getOrDefault(specs.part(), 0), expected, d.now()));
                began(planned);
            }
        }
    }

    private void began(PlannedStep planned) {
        d.audit(Decider.DROVER, "step.started", planned.id(), planned.title());
        d.tell("step.started", planned.id());
    }

    private void ask(PlannedStep planned, PersonState step) {
        Asks asks = required(planned.asks(), planned);
        StepInput when = asks.when();
        if (when != null && d.step(when.step()).totals().getOrDefault(when.part(), 0L) == 0) {
            d.put(step.ended(StepStatus.SKIPPED, "nothing to decide: no " + when.part(), d.now()));
        } else {
            d.put(step.asking(d.now()));
            began(planned);
        }
    }

    /** Counted from the command and not from the deed: what was commanded may be done at any moment. */
    private void passTheLine(PlannedStep planned) {
        if (planned.irreversible() && d.state().passedAt() == null) {
            d.state(d.state().passed(d.now()));
            d.audit(Decider.DROVER, "point-of-no-return.passed", planned.id(), planned.title());
            d.tell("execution.passed-point-of-no-return", planned.id());
        }
    }

    private boolean mayBegin(PlannedStep planned) {
        if (planned.always()) {
            return d.plan().steps().stream().filter(other -> !other.always()).allMatch(other -> d.step(other.id())
                    .over());
        }
        boolean givenUp = d.state().stopping() || d.state().failure() != null;
        return givenUp
                ? planned.undoes().stream().allMatch(id -> d.step(id).over())
                : allEndedWell(planned.after()) && !waitsForWhatIsDoneAgain(planned);
    }

    /**
     * What it resumes from is not always among the steps that it names, but lies further back, with steps between them that
     * have ended well.
     */
    private boolean waitsForWhatIsDoneAgain(PlannedStep planned) {
        String from = planned.resumeFrom();
        return from != null
                && d.plan().composes()
                && !d.step(from).status().endedWell()
                && d.plan().before(planned).contains(from);
    }

    private boolean allEndedWell(List<String> steps) {
        return steps.stream().allMatch(id -> d.step(id).status().endedWell());
    }

    /** Opens the batches of records that may begin now. */
    private void open(PlannedStep planned) {
        if (d.step(planned.id()) instanceof RecordsState records && records.status() == StepStatus.RUNNING) {
            d.put(RecordsFlow.opened(
                    records, planned.pipeline(), d.plan().limits().window()));
        }
    }

    private boolean end(PlannedStep planned) {
        StepState step = d.step(planned.id());
        if (step.status() != StepStatus.RUNNING) {
            return false;
        }
        if (!isFinished(step)) {
            return false;
        }
        d.put(step.ended(StepStatus.SUCCESS, remark(step), d.now()));
        d.audit(Decider.DROVER, "step.finished", planned.id(), planned.title());
        d.tell("step.finished", planned.id());
        return true;
    }

    private static boolean isFinished(StepState step) {
        return switch (step) {
            case ActionState action -> action.open().isEmpty();
            case PersonState person -> false;
            case RecordsState records -> records.finished();
        };
    }

    private static @Nullable String remark(StepState step) {
        if (step instanceof ActionState action && action.asked() > 0) {
            return "it was asked again " + action.asked() + (action.asked() == 1 ? " time" : " times");
        }
        if (!(step instanceof RecordsState records)) {
            return null;
        }
        long read = records.counted().extracted();
        return read < records.expected()
                ? "the survey saw " + records.expected() + " records, " + read + " were there to read"
                : null;
    }

    private void endExecution() {
        boolean allEnded = d.state().steps().stream().allMatch(StepState::over);
        if (!allEnded) {
            return;
        }
        ExecutionEnd verdict = ExecutionEnd.of(d.plan(), d.state());
        if (verdict.failure() != null) {
            d.put(d.state().course().failing(verdict.failure()));
        }
        d.put(d.state().course().ended(verdict.status(), d.now()));
        d.audit(Decider.DROVER, "execution.finished", null, verdict.status().name());
        d.tell("execution.finished", null);
    }

    private static <T> T required(@Nullable T value, PlannedStep planned) {
        if (value == null) {
            throw new IllegalArgumentException("step " + planned.id() + " is incomplete");
        }
        return value;
    }
}
