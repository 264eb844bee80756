package io.drover.coordinator.domain;

import java.util.List;

/**
 * An immutable, numbered list of steps.
 *
 * @param hash SHA-256 over recipe and migration definition, hex
 */
public record Plan(String migration, String recipe, String hash, Limits limits, List<PlannedStep> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    public PlannedStep step(String id) {
        return steps.stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plan " + hash + " has no step " + id));
    }
}
