package io.drover.archive;

import io.drover.api.ConsentGiven;
import io.drover.api.Execution;
import io.drover.api.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks, by the times of the steps, that nothing was destroyed before its own backup was proven and its own consent given. */
final class GuardProof {

    private static final String ARCHIVE = "archive";

    private final Execution execution;

    private GuardProof(Execution execution) {
        this.execution = execution;
    }

    /** @return empty when nothing destructive was begun */
    static Optional<Proof> of(Execution execution) {
        GuardProof proof = new GuardProof(execution);
        List<Step> begun = execution.steps().stream()
                .filter(step -> step.destructive() && step.startedAt() != null)
                .toList();
        return begun.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proof(
                        "Nothing was destroyed before the recipe's conditions were met: an archived backup, a"
                                + " person's consent",
                        begun.stream().allMatch(proof::holds),
                        begun.stream().map(proof::shown).collect(Collectors.joining(" "))));
    }

    /** A recipe may ask for no backup; an older release always asked for both. */
    private boolean holds(Step step) {
        ConsentGiven consent = execution.consentOf(step);
        boolean archived = !asksForBackup(step) || isBefore(archivedAt(), step);
        boolean agreed = !asksForConsent(step) || (consent != null && isBefore(agreedAt(step, consent), step));
        return archived && agreed;
    }

    private boolean asksForBackup(Step step) {
        return execution.consents().isEmpty() || step.needsBackup() != null;
    }

    private boolean asksForConsent(Step step) {
        return execution.consents().isEmpty() || step.needsConsent() != null;
    }

    /** When the step was done that asked for it: a resume renews a consent that had been given before. */
    private @Nullable Instant agreedAt(Step step, ConsentGiven consent) {
        return step.needsConsent() == null
                ? consent.at()
                : execution.steps().stream()
                        .filter(other -> other.id().equals(step.needsConsent()))
                        .map(Step::finishedAt)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isBefore(@Nullable Instant time, Step step) {
        Instant begun = step.startedAt();
        return time != null && begun != null && !time.isAfter(begun);
    }

    private @Nullable Instant archivedAt() {
        return execution.steps().stream()
                .filter(step -> step.facts().containsKey(ARCHIVE))
                .map(Step::finishedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private String shown(Step step) {
        ConsentGiven consent = execution.consentOf(step);
        String archived = asksForBackup(step) ? "archived " + Format.time(archivedAt()) : "no backup asked for";
        String agreed = consent == null ? "no consent" : "consent of " + consent.by() + " " + Format.time(consent.at());
        return step.title() + ": " + archived + "; " + agreed + "; begun " + Format.time(step.startedAt()) + ".";
    }
}
