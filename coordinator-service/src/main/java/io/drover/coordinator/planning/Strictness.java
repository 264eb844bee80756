package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.Retry;
import java.util.ArrayList;
import java.util.List;

/** A step as strict as the stricter of its recipe and its connector, which says so where it is the connector. */
final class Strictness {

    private Strictness() {}

    /** @param traits what the connector announced of the step's operation */
    static PlannedStep of(PlannedStep step, JsonNode traits, String connector) {
        Retry announced = retry(traits.path("retry").asText());
        Retry retry = announced.compareTo(step.retry()) > 0 ? announced : step.retry();
        boolean irreversible = step.irreversible() || traits.path("destructive").asBoolean();
        List<String> less = new ArrayList<>();
        if (retry != step.retry()) {
            less.add("after a failure " + retry + ", where the recipe says " + step.retry());
        }
        if (irreversible != step.irreversible()) {
            less.add("it cannot be taken back");
        }
        return less.isEmpty()
                ? step
                : step.stricter(
                        retry, irreversible, "connector " + connector + " is stricter: " + String.join("; ", less));
    }

    /** A word that is not known is a rule that nobody here can keep to. */
    private static Retry retry(String word) {
        for (Retry known : Retry.values()) {
            if (known.name().equals(word)) {
                return known;
            }
        }
        return Retry.RESTORE_ONLY;
    }
}
