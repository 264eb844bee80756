package io.drover.coordinator.domain;

/** A part that an operation step left behind, written {@code step/part} in a recipe. */
public record StepInput(String step, String part) {}
