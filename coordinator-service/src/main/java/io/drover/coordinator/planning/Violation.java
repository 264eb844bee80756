package io.drover.coordinator.planning;

/**
 * One thing that is wrong with a submitted definition.
 *
 * @param field where, for example {@code source.settings.projectKey}
 * @param message what, and what to do
 */
public record Violation(String field, String message) {}
