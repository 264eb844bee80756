package io.drover.coordinator.domain;

import java.util.List;

/**
 * An immutable, numbered list of steps.
 *
 * @param route the pair of systems that records move between
 * @param hash SHA-256 over recipe and migration definition, hex
 */
public record Plan(String migration, String recipe, String route, String hash, Limits limits, List<PlannedStep> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /** Whether the plan moves records; only such a plan has its route to itself. */
    public boolean movesRecords() {
        return steps.stream().anyMatch(step -> step.kind() == StepKind.RECORDS);
    }

    public PlannedStep step(String id) {
        return steps.stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plan " + hash + " has no step " + id));
    }
}
