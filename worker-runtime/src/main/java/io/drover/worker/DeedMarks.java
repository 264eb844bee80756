package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Permit;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.OperationTraits;
import io.drover.staging.StagedJson;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The marks of a step's attempts, in the staging store: an attempt leaves one before its deed, so that whoever comes later, in
 * whichever process, knows that something may have been done.
 */
final class DeedMarks {

    private static final String MARK = "begun-";

    private final Command command;
    private final StagingStore store;

    DeedMarks(Command command, StagingStore store) {
        this.command = command;
        this.store = store;
    }

    /**
     * Says that a deed was begun.
     *
     * @param attempt which attempt of the step's round
     * @param by who consented; null when nobody had to; likewise the challenge, and when it was given
     * @param token no other mark has it, so that who finds these bytes finds its own mark; null in marks of earlier releases
     */
    record Mark(
            Instant at,
            String worker,
            int attempt,
            String operation,
            @Nullable String by,
            @Nullable String challenge,
            @Nullable UUID token,
            @Nullable Instant given) {

        /** Whether it was left under this very consent, which an older coordinator does not tell from another to the same. */
        boolean isOf(Permit permit) {
            Instant when = permit.given();
            return when != null && when.equals(given) && permit.challenge().equals(challenge);
        }
    }

    /** Whether this very attempt was begun before, by whomever. */
    boolean hasOwn() throws IOException {
        return store.get(own()).isPresent();
    }

    /** @throws ConnectorException {@code INTERRUPTED} when another delivery of this attempt left one before */
    void leave(Mark mark) throws IOException {
        if (!store.putIfAbsent(own(), EvidenceLog.json(mark))) {
            throw interrupted();
        }
    }

    /** Takes back the mark of this attempt, which did nothing. */
    void remove() throws IOException {
        store.deleteAll(own());
    }

    /**
     * Refuses what would do a deed a second time: the same attempt again; another one under the same consent; and, of what must
     * be restored first, any other until a person has said that it was. What is asked again is refused only where something was begun
     * since it answered.
     *
     * @throws ConnectorException {@code INTERRUPTED} or {@code RESTORE_FIRST}; this attempt sent nothing
     */
    void refuseSecond(OperationTraits traits) throws IOException {
        if (command.asked() > 0) {
            refuseBegunSince();
            return;
        }
        if (traits.retry() == OperationTraits.Retry.SAFE && !traits.destructive()) {
            return;
        }
        if (hasOwn()) {
            throw interrupted();
        }
        switch (traits.retry()) {
            case SAFE -> {
                // May be done again whole; its own attempt is refused above, since a person's consent is for each.
            }
            case RESUME -> {
                if (underTheSameConsent().isPresent()) {
                    throw interrupted();
                }
            }
            case RESTORE_ONLY -> refuseUnlessRestored();
        }
    }

    private void refuseBegunSince() throws IOException {
        NotYetNotes.Note last = new NotYetNotes(command, store)
                .latest()
                .orElseThrow(() -> new ConnectorException(
                        "NEVER_ASKED",
                        FailureType.INTERNAL,
                        "Operation " + command.operation()
                                + " is to be asked again, and no attempt has left the answer that"
                                + " it is not done yet. Nothing was sent."));
        String round = "%s%s%02d-".formatted(folder(), MARK, command.batch().number());
        boolean since = store.list(round).stream()
                .map(key -> Integer.parseInt(key.substring(round.length(), key.indexOf('.', round.length()))))
                .anyMatch(attempt -> attempt > last.attempt());
        if (since) {
            throw interrupted();
        }
    }

    private Optional<Mark> underTheSameConsent() throws IOException {
        Permit permit = command.permit();
        if (permit == null) {
            return Optional.empty();
        }
        for (String key : store.list(folder() + MARK)) {
            Optional<byte[]> found = store.get(key);
            if (found.isPresent()) {
                Mark mark = StagedJson.mapper().readValue(found.get(), Mark.class);
                if (mark.isOf(permit)) {
                    return Optional.of(mark);
                }
            }
        }
        return Optional.empty();
    }

    private void refuseUnlessRestored() throws IOException {
        Permit permit = command.permit();
        boolean restored = permit != null && permit.restored() != null;
        if (!restored && !store.list(folder() + MARK).isEmpty()) {
            throw new ConnectorException(
                    "RESTORE_FIRST",
                    FailureType.USER,
                    "Operation " + command.operation() + " of step "
                            + command.batch().step()
                            + " was begun before and must not be done again before what it changed is restored."
                            + " Nothing was sent. Restore the backup; then resume and say what you restored, or abandon.");
        }
    }

    /** Begun before; how far it came is not known. */
    ConnectorException interrupted() {
        return new ConnectorException(
                "INTERRUPTED",
                FailureType.EXTERNAL,
                "Operation " + command.operation() + " of step "
                        + command.batch().step()
                        + " was begun before and left no result, so how far it came is not known."
                        + " This attempt sent nothing. Look at the target; then restore it or resume.");
    }

    private String folder() {
        return EvidenceLog.folder(command);
    }

    private String own() {
        return "%s%s%02d-%02d.json".formatted(folder(), MARK, command.batch().number(), command.attempt());
    }
}
