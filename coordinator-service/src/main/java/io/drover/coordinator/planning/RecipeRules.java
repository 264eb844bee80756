package io.drover.coordinator.planning;

import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.Requires;
import io.drover.coordinator.domain.StepInput;
import io.drover.coordinator.domain.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What every recipe keeps to, so that no execution of it comes to where nothing can follow. */
final class RecipeRules {

    /** Each is a part that a batch has open beside its own. */
    private static final int MOST_EMITTED = 4;

    private final Map<String, PlannedStep> steps = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    private RecipeRules() {}

    /** @return what is wrong, each for people; empty when nothing is */
    static List<String> broken(Recipe recipe) {
        RecipeRules rules = new RecipeRules();
        for (Recipe.Line line : recipe.steps()) {
            if (line.title() == null && line.entity() == null) {
                rules.broken.add("step " + line.id() + " has no title");
            }
            if (rules.steps.put(line.id(), line.toStep()) != null) {
                rules.broken.add("there are two steps " + line.id());
            }
        }
        rules.steps.values().forEach(rules::check);
        return List.copyOf(rules.broken);
    }

    private void check(PlannedStep step) {
        step.after().forEach(id -> known(step, id));
        from(step);
        step.loadAfter().forEach(id -> known(step, id));
        step.undoes().forEach(id -> known(step, id));
        step.inputs().values().stream().map(StepInput::step).forEach(id -> known(step, id));
        Requires requires = step.requires();
        if (requires != null) {
            requires.steps().forEach(id -> known(step, id));
            asks(step, requires.consent());
        }
        if (step.irreversible() && step.kind() != StepKind.OPERATION) {
            broken.add("step " + step.id() + " is irreversible, and only an action can be");
        }
        if (step.deadline() != null && step.on() == null) {
            broken.add("step " + step.id() + " has a deadline, and only a connector's operation can have one");
        }
        PlannedStep from = step.resumeFrom() == null ? null : known(step, step.resumeFrom());
        if (from != null && from.kind() != StepKind.OPERATION) {
            broken.add("step " + step.id() + " resumes from " + from.id() + ", which is none of one batch: what records"
                    + " have staged counts, so they would not be done again");
        }
    }

    private void from(PlannedStep step) {
        PlannedStep from = step.from() == null ? null : known(step, step.from());
        if (from == null) {
            return;
        }
        if (from.kind() != StepKind.RECORDS || step.kind() != StepKind.RECORDS) {
            broken.add("step " + step.id() + " is from " + from.id() + ", and only records come by records");
        } else if (Objects.equals(from.entity(), step.entity())) {
            broken.add("step " + step.id() + " is from " + from.id() + ", which has the same entity type");
        }
        long others = steps.values().stream()
                .filter(other -> from.id().equals(other.from()))
                .count();
        if (others > MOST_EMITTED) {
            broken.add("step " + from.id() + " has " + others + " steps that are from it; " + MOST_EMITTED
                    + " are the most");
        }
    }

    private void asks(PlannedStep step, @Nullable String id) {
        PlannedStep consent = id == null ? null : steps.get(id);
        if (consent == null) {
            return;
        }
        if (consent.terms() == null) {
            broken.add("step " + step.id() + " requires the consent " + id + ", which asks for none");
        } else if (consent.asks() != null && consent.asks().when() != null) {
            broken.add("step " + step.id() + " requires the consent " + id + ", which may be skipped");
        }
    }

    private @Nullable PlannedStep known(PlannedStep step, String id) {
        PlannedStep found = steps.get(id);
        if (found == null) {
            broken.add("step " + step.id() + " names a step " + id + ", and there is none");
        }
        return found;
    }
}
