package io.drover.coordinator.domain;

import io.drover.api.StepStatus;
import io.drover.contracts.Phase;
import io.drover.contracts.Side;
import java.util.List;

/**
 * Which of the batches that are ready become commands now. What runs at once on a side never holds more requests than
 * {@link Limits#concurrency()} allows; what a system allows over all executions is kept by the workers. Reading back goes before
 * writing, since it asks for little and closes what has been loaded.
 *
 * <p>Looks at each open batch a fixed number of times, whatever runs: what is used is counted once, and then kept.
 */
final class Dispatch {

    private static final List<Phase> ORDER =
            List.of(Phase.EXTRACT, Phase.TRANSFORM, Phase.VALIDATE, Phase.LOAD, Phase.ARCHIVE);

    private final DecisionBuilder d;
    private final Used used;

    private Dispatch(DecisionBuilder d) {
        this.d = d;
        this.used = Used.of(d.plan(), d.state());
    }

    static void all(DecisionBuilder d) {
        Dispatch dispatch = new Dispatch(d);
        for (Phase phase : ORDER) {
            for (PlannedStep planned : d.plan().steps()) {
                dispatch.issue(planned, phase);
            }
        }
    }

    private void issue(PlannedStep planned, Phase phase) {
        if (!(d.step(planned.id()) instanceof BatchedState step)) {
            return;
        }
        List<OpenBatch> open = step.open();
        if (open.isEmpty() || waitsToBegin(step) || isHeld(planned, phase)) {
            return;
        }
        int running = step.running(phase);
        for (OpenBatch batch : open) {
            if (running >= most(phase)) {
                return;
            }
            if (batch.phase() != phase || batch.status() != OpenBatch.Status.READY) {
                continue;
            }
            int share = share(planned, batch);
            if (share == 0 && sends(phase)) {
                continue; // the allowance is used up; whatever closes next makes room
            }
            command(planned, batch, share);
            running++;
        }
    }

    /** What a resume opened again waits for what its step waits for: a consent, or what is done again before it. */
    private boolean waitsToBegin(BatchedState step) {
        return d.plan().composes() && step.status() == StepStatus.PENDING;
    }

    private boolean isHeld(PlannedStep planned, Phase phase) {
        return phase == Phase.LOAD
                && !planned.loadAfter().stream()
                        .allMatch(id -> d.step(id).status().endedWell());
    }

    private void command(PlannedStep planned, OpenBatch batch, int share) {
        Phase phase = batch.phase();
        BatchedState step = d.batched(planned.id());
        OpenBatch commanded = Silence.command(d, batch, share);
        d.put(step.replacing(commanded).with(phase, step.progress(phase).begun(d.now())));
        used.more(planned, phase, share);
        send(d, step, commanded);
    }

    /** The command goes out. */
    static void send(DecisionBuilder d, StepState step, OpenBatch batch) {
        d.effect(new Effect.Issue(d.id(step, batch), batch, Math.max(1, batch.share())));
        d.note("command.issued", step.id(), d.id(step, batch), batch.attempt(), "");
    }

    /** Batches that send are bounded by the allowance: what a read-back gives back early, one more batch takes up. */
    private int most(Phase phase) {
        int inFlight = d.plan().limits().inFlight();
        return sends(phase) ? 2 * inFlight : inFlight;
    }

    private int share(PlannedStep planned, OpenBatch batch) {
        if (!sends(batch.phase())) {
            return 0;
        }
        int allowance = d.plan().limits().concurrency();
        int wanted = wanted(planned, batch, allowance);
        int free = Math.max(0, allowance - used.most(planned, batch.phase()));
        // With less than half of an even part, this batch would be so slow that all others wait for it at the end.
        return free >= Math.ceilDiv(wanted, 2) ? Math.min(wanted, free) : 0;
    }

    /**
     * A batch of records wants an even part; reading back is a few bulk requests; a connector's
     * own operation is one request after the other; any other operation has the system to itself.
     */
    private int wanted(PlannedStep planned, OpenBatch batch, int allowance) {
        if (planned.on() != null) {
            return 1;
        }
        if (planned.kind() == StepKind.OPERATION) {
            return allowance;
        }
        if (batch.phase() == Phase.VALIDATE) {
            return 1;
        }
        int atOnce = Math.max(1, Math.min(d.plan().limits().inFlight(), batch.peers()));
        return Math.max(1, Math.ceilDiv(allowance, atOnce));
    }

    private static boolean sends(Phase phase) {
        return phase == Phase.EXTRACT || phase == Phase.LOAD || phase == Phase.VALIDATE;
    }

    /** How much of each side's allowance the running batches hold. */
    private static final class Used {

        private int source;
        private int target;

        static Used of(Plan plan, ExecutionState state) {
            Used used = new Used();
            for (StepState step : state.steps()) {
                for (OpenBatch batch : step.open()) {
                    used.more(plan.step(step.id()), batch.phase(), batch.share());
                }
            }
            return used;
        }

        void more(PlannedStep planned, Phase phase, int share) {
            if (!sends(phase)) {
                return;
            }
            if (isOnSource(planned, phase)) {
                source += share;
            } else {
                target += share;
                source += opensSource(planned, phase) ? share : 0;
            }
        }

        /** Of the side that has less left, where it is on both. */
        int most(PlannedStep planned, Phase phase) {
            return opensSource(planned, phase) ? Math.max(source, target) : on(planned, phase);
        }

        /** Contents are streamed out of the source while their records are loaded. */
        private static boolean opensSource(PlannedStep planned, Phase phase) {
            return phase == Phase.LOAD && planned.contents();
        }

        int on(PlannedStep planned, Phase phase) {
            return isOnSource(planned, phase) ? source : target;
        }

        /** A connector's own operation names its side; it may read the target, as a backup does. */
        private static boolean isOnSource(PlannedStep planned, Phase phase) {
            return planned.on() == null ? Decider.readsSource(phase) : planned.on() == Side.SOURCE;
        }
    }
}
