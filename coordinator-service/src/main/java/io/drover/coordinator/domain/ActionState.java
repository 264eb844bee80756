package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.drover.api.Books;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of one batch a round: an action of a connector, or a task of a service.
 *
 * @param parts number of lines by part of its manifest; of a family of numbered parts, how many there are under {@code name-*},
 *     and how many lines they have under {@code name} where the action told it
 * @param totals for example how many records of a kind a survey saw
 * @param facts for example the hash of a file
 * @param deedBegun whether an attempt is known to have begun its deed; absent means that none is
 * @param asked how often it has answered that it is not done yet, since it was begun; absent means never
 */
public record ActionState(
        String id,
        @JsonUnwrapped StepCourse course,
        @JsonUnwrapped Batches batches,
        Map<String, Integer> parts,
        Map<String, Long> totals,
        Map<String, String> facts,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deedBegun,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int asked)
        implements BatchedState {

    /** How a family of numbered parts is called: {@code level-001-*}. */
    public static final String FAMILY = "-*";

    public ActionState {
        parts = Map.copyOf(parts);
        totals = Map.copyOf(totals);
        facts = Map.copyOf(facts);
    }

    static ActionState pending(String id) {
        return new ActionState(id, StepCourse.PENDING, Batches.NONE, Map.of(), Map.of(), Map.of(), false, 0);
    }

    /** @param anew whether an earlier attempt may be open still, when its execution was resumed at once */
    ActionState begun(Phase phase, boolean anew, Instant now) {
        OpenBatch batch = OpenBatch.ready(phase, course.round(), batches.attempt() + 1);
        ActionState free = anew ? with(batches.without(batch)) : this;
        return free.with(course.begun(StepStatus.RUNNING, now)).with(free.batches.opening(List.of(batch)));
    }

    /** A total that is called like a family of numbered parts is how many lines these have. */
    ActionState left(Outcome.Done done) {
        Map<String, Integer> lines = new HashMap<>(done.parts());
        Map<String, Long> others = new HashMap<>(done.totals());
        for (String part : done.parts().keySet()) {
            String name = part.endsWith(FAMILY) ? part.substring(0, part.length() - FAMILY.length()) : "";
            Long total = others.remove(name);
            if (total != null) {
                lines.put(name, Math.toIntExact(total));
            }
        }
        return new ActionState(id, course, batches, lines, others, done.facts(), deedBegun, asked);
    }

    ActionState withDeedBegun() {
        return new ActionState(id, course, batches, parts, totals, facts, true, asked);
    }

    /** It is not done yet: the batch waits until it is asked again. */
    ActionState notYet(OpenBatch waiting, String progress) {
        return new ActionState(
                id,
                course.paused("Not yet: " + progress),
                batches.replacing(waiting),
                parts,
                totals,
                facts,
                deedBegun,
                asked + 1);
    }

    /** To be begun anew, and not asked. */
    @Override
    public ActionState again() {
        return new ActionState(id, course.again(), batches.again(status()), parts, totals, facts, deedBegun, 0);
    }

    @Override
    public ActionState with(StepCourse other) {
        return new ActionState(id, other, batches, parts, totals, facts, deedBegun, asked);
    }

    @Override
    public ActionState with(Batches other) {
        return new ActionState(id, course, other, parts, totals, facts, deedBegun, asked);
    }

    @Override
    public Map<String, Books> books() {
        return Bookkeeping.reported(totals);
    }
}
