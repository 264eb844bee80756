package io.drover.coordinator.domain;

import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.List;

/**
 * Which of the batches that are ready become commands now. What runs at once on a system never holds more than the system's
 * allowance; reading back goes before writing, since it asks for little and closes what has been loaded.
 */
final class Issuing {

    private static final List<Phase> ORDER =
            List.of(Phase.EXTRACT, Phase.TRANSFORM, Phase.VALIDATE, Phase.LOAD, Phase.ARCHIVE);

    private final Deliberation d;

    private Issuing(Deliberation d) {
        this.d = d;
    }

    static void all(Deliberation d) {
        Issuing issuing = new Issuing(d);
        for (Phase phase : ORDER) {
            for (PlannedStep planned : d.plan().steps()) {
                issuing.issue(planned, phase);
            }
        }
    }

    private void issue(PlannedStep planned, Phase phase) {
        boolean held = phase == Phase.LOAD
                && !planned.loadAfter().stream()
                        .allMatch(id -> d.step(id).status().endedWell());
        for (OpenBatch batch : d.step(planned.id()).open()) {
            StepState step = d.step(planned.id());
            boolean full = step.count(phase, OpenBatch.Status.RUNNING) >= most(phase);
            if (held || full || batch.phase() != phase || batch.status() != OpenBatch.Status.READY) {
                continue;
            }
            int share = share(planned, batch);
            if (share == 0 && sends(phase)) {
                continue; // the allowance is used up; whatever closes next makes room
            }
            Instant deadline = d.now().plus(d.plan().limits().deadline());
            d.put(step.replacing(batch.running(deadline, share))
                    .with(phase, step.progress(phase).begun(d.now())));
            d.effect(new Effect.Issue(d.id(step, batch), batch, Math.max(1, share)));
            d.note("command.issued", planned.id(), d.id(step, batch), batch.attempt(), "");
        }
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
        boolean source = Decider.readsSource(batch.phase());
        int allowance = (int) (source ? d.state().sourcePace() : d.state().targetPace()).allowance();
        int used = d.state().steps().stream()
                .flatMap(step -> step.open().stream())
                .filter(other -> sends(other.phase()) && Decider.readsSource(other.phase()) == source)
                .mapToInt(OpenBatch::share)
                .sum();
        int wanted = wanted(planned, batch, allowance);
        int free = Math.max(0, allowance - used);
        // Less than half of an even part would make the batch the one that all wait for at the end.
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
}
