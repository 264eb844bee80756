package io.drover.coordinator.domain;

import org.jspecify.annotations.Nullable;

/**
 * What an OPERATOR step asks of a person.
 *
 * @param instructions what to do and what to look at
 * @param when the step is skipped unless this total of an earlier step is above zero; null for always
 * @param consent what the person consents to; null when they only confirm
 */
public record Asks(
        String instructions,
        @Nullable StepInput when,
        @Nullable ConsentTerms consent) {

    /** Whether what {@code step} found is before the person's eyes when they decide. */
    boolean decidesAbout(String step) {
        return (when != null && when.step().equals(step))
                || (consent != null && consent.imports().contains(step));
    }
}
