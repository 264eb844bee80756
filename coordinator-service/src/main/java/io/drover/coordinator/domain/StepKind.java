package io.drover.coordinator.domain;

/** What a step is. */
public enum StepKind {
    /** The records of one entity type through the phases, in batches. */
    RECORDS,
    /** One named operation, run by the service of its phase. */
    OPERATION,
    /** A person does something and confirms it, with what they saw. */
    OPERATOR
}
