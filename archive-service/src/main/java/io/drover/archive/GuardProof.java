package io.drover.archive;

import io.drover.archive.Execution.Consent;
import io.drover.archive.Execution.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Checks, by the times of the steps, that nothing was destroyed before its backup was archived and a person consented. */
final class GuardProof {

    private static final String ARCHIVE = "archive";

    private GuardProof() {}

    /** @return empty when nothing destructive was begun */
    static Optional<Proof> of(Execution execution) {
        return execution.steps().stream()
                .filter(Step::destructive)
                .map(Step::startedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(begun -> of(execution, begun));
    }

    private static Proof of(Execution execution, Instant begun) {
        Consent consent = execution.consent();
        Optional<Instant> archived = execution.steps().stream()
                .filter(step -> step.facts().containsKey(ARCHIVE))
                .map(Step::finishedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        boolean first = archived.isPresent() && !archived.get().isAfter(begun);
        boolean agreed = consent != null && !consent.at().isAfter(begun);
        return new Proof(
                "Nothing was destroyed before its backup was archived and a person had consented",
                first && agreed,
                "Archived " + Format.time(archived.orElse(null)) + "; "
                        + (consent == null
                                ? "no consent"
                                : "consent of " + consent.by() + " " + Format.time(consent.at()))
                        + "; first import begun " + Format.time(begun) + ".");
    }
}
