package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Permit;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.OperationTraits;
import io.drover.staging.Manifest;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a command and its deed. What destroys begins only with a permit for these very files, and only once. Keeps
 * the mark that says whether the attempt's deed was begun ({@link DeedMarks}); nothing else decides that.
 */
final class Guard {

    private static final String CONSENT_EXPIRED = "CONSENT_EXPIRED";

    private final Command command;
    private final OperationTraits traits;
    private final Claims.Claim claim;
    private final DeedMarks marks;
    private final String worker;
    private boolean begun;
    private boolean permitted;

    private Guard(Command command, OperationTraits traits, Claims.Claim claim, DeedMarks marks, String worker) {
        this.command = command;
        this.traits = traits;
        this.claim = claim;
        this.marks = marks;
        this.worker = worker;
    }

    /**
     * Lets an operation begin; one that destroys only once, under a consent for its very files.
     *
     * @param files the files that the command names as inputs
     * @throws ConnectorException {@code CONSENT_MISSING}, {@code CONSENT_EXPIRED}, {@code CONSENT_OTHER_FILE}, {@code CONSENT_UNKNOWN}, or what
     *     {@link DeedMarks#refuseSecond} says; then this attempt sent nothing
     */
    static Guard pass(
            Command command,
            OperationTraits traits,
            Claims.Claim claim,
            Map<String, Manifest.Part> files,
            StagingStore store,
            Wanted wanted,
            String worker)
            throws IOException {
        DeedMarks marks = new DeedMarks(command, store);
        Guard guard = new Guard(command, traits, claim, marks, worker);
        // Before the permit: a consent that lapsed meanwhile must not hide that something was sent under it.
        marks.refuseSecond(traits);
        if (traits.destructive()) {
            Permit permit = guard.permit();
            guard.checkFiles(permit, files);
            guard.checkConsent(permit, wanted);
            if (command.asked() > 0) {
                claim.checkOwnership(); // it only looks, until its connector says that it begins something else
            } else {
                guard.ask();
                guard.begin();
            }
        } else if (command.permit() != null && command.asked() == 0) {
            guard.refuseLapsed(command.permit()); // a person is asked again then
        }
        return guard;
    }

    /** Whether the deed was begun by this guard's attempt: before it, nothing was changed outside. */
    synchronized boolean begun() {
        return begun;
    }

    /**
     * The connector says that its deed begins now.
     *
     * @throws ConnectorException when another delivery of this attempt began it before; {@code STALE_ATTEMPT} when another attempt
     *     may have the batch by now
     * @throws UncheckedIOException when the mark cannot be kept; then nothing may be done
     */
    synchronized void deed() {
        if (begun) {
            return;
        }
        claim.checkOwnership();
        if (traits.retry() == OperationTraits.Retry.SAFE && !traits.destructive()) {
            begun = true; // may be done again at any time, so that nobody asks for a mark that outlives this process
            return;
        }
        try {
            begin();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the mark that the deed begins, so nothing is done", e);
        }
    }

    /** @throws ConnectorException {@code STALE_ATTEMPT} or {@code CONSENT_EXPIRED} */
    synchronized void checkPermit() {
        checkWait();
        permitted = true;
    }

    /**
     * The same while it waits, when nothing is done yet.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} or {@code CONSENT_EXPIRED}
     */
    synchronized void checkWait() {
        try {
            ask();
        } catch (ConnectorException refused) {
            if (begun && !permitted && refused.code().equals(CONSENT_EXPIRED)) {
                takeBack(refused);
            }
            throw refused;
        }
    }

    private void ask() {
        claim.checkOwnership();
        Permit permit = traits.destructive() ? command.permit() : null;
        if (permit != null) {
            refuseLapsed(permit);
        }
    }

    private void refuseLapsed(Permit permit) {
        if (!Instant.now().isBefore(permit.expiresAt())) {
            throw new ConnectorException(
                    CONSENT_EXPIRED,
                    FailureType.USER,
                    "The consent of " + permit.by() + " for " + command.operation() + " expired at "
                            + permit.expiresAt() + ". Nothing was sent. Look at the plan again and consent anew.");
        }
    }

    /** Before the operation was ever told that it may, it was too late: it did nothing, and may be begun under another consent. */
    private void takeBack(ConnectorException expired) {
        try {
            marks.remove();
            begun = false;
        } catch (IOException e) {
            expired.addSuppressed(e); // stays begun, which a person has to look at
        }
    }

    private Permit permit() {
        Permit permit = command.permit();
        if (permit == null) {
            throw new ConnectorException(
                    "CONSENT_MISSING",
                    FailureType.USER,
                    "Operation " + command.operation() + " destroys, and its command carries nobody's consent."
                            + " Nothing was sent.");
        }
        return permit;
    }

    private void checkFiles(Permit permit, Map<String, Manifest.Part> files) {
        Map<String, String> found = new TreeMap<>();
        files.forEach((input, part) -> found.put(input, part.sha256()));
        Map<String, String> agreed = new TreeMap<>(permit.files());
        if (!found.equals(agreed)) {
            throw new ConnectorException(
                    "CONSENT_OTHER_FILE",
                    FailureType.USER,
                    "The consent of " + permit.by() + " is for the files " + agreed + ", and " + command.operation()
                            + " was to use " + found + ". Nothing was sent.");
        }
    }

    /** A permit on a topic is what somebody says; whether a person consented, and it holds now, the coordinator's row says. */
    private void checkConsent(Permit permit, Wanted wanted) {
        if (!wanted.permits(command)) {
            throw new ConnectorException(
                    "CONSENT_UNKNOWN",
                    FailureType.USER,
                    "The consent of " + permit.by() + " for " + command.operation() + " that came with the command is"
                            + " none that holds in this execution now. Nothing was sent. Look at the plan again and"
                            + " consent anew.");
        }
    }

    private void begin() throws IOException {
        @Nullable Permit permit = command.permit();
        marks.leave(new DeedMarks.Mark(
                Instant.now(),
                worker,
                command.attempt(),
                command.operation(),
                permit == null ? null : permit.by(),
                permit == null ? null : permit.challenge(),
                UUID.randomUUID(),
                permit == null ? null : permit.given()));
        begun = true;
    }
}
