package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Permit;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.Manifest;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stands between a destructive command and what it destroys: without a permit for these very files, and twice, nothing goes. */
final class Guard {

    private final Command command;
    private final Claims.Claim claim;
    private final @Nullable Permit permit;

    private Guard(Command command, Claims.Claim claim, @Nullable Permit permit) {
        this.command = command;
        this.claim = claim;
        this.permit = permit;
    }

    /** For an operation that destroys nothing. */
    static Guard none(Command command, Claims.Claim claim) {
        return new Guard(command, claim, null);
    }

    /**
     * Lets a destructive operation begin, once.
     *
     * @param files the files that the command names as inputs
     * @throws ConnectorException {@code CONSENT_MISSING}, {@code CONSENT_EXPIRED}, {@code CONSENT_OTHER_FILE}, or
     *     {@code INTERRUPTED} when it was begun before; then nothing was sent
     */
    static Guard pass(
            Command command, Claims.Claim claim, Map<String, Manifest.Part> files, StagingStore store, String worker)
            throws IOException {
        Permit permit = command.permit();
        if (permit == null) {
            throw new ConnectorException(
                    "CONSENT_MISSING",
                    FailureType.USER,
                    "Operation " + command.operation() + " destroys, and its command carries nobody's consent."
                            + " Nothing was sent.");
        }
        Guard guard = new Guard(command, claim, permit);
        // Before the permit: a consent that lapsed meanwhile must not hide that something was sent under it.
        if (wasBegun(command, store)) {
            throw interrupted(command);
        }
        guard.checkPermit();
        guard.checkFiles(permit, files);
        guard.beginOnce(permit, store, worker);
        return guard;
    }

    /** Whether this very attempt was begun before, by whomever. */
    static boolean wasBegun(Command command, StagingStore store) throws IOException {
        return store.get(mark(command)).isPresent();
    }

    /** @throws ConnectorException {@code STALE_ATTEMPT} or {@code CONSENT_EXPIRED} */
    void checkPermit() {
        claim.checkOwnership();
        if (permit != null && !Instant.now().isBefore(permit.expiresAt())) {
            throw new ConnectorException(
                    "CONSENT_EXPIRED",
                    FailureType.USER,
                    "The consent of " + permit.by() + " for " + command.operation() + " expired at "
                            + permit.expiresAt() + ". Nothing was sent. Look at the plan again and consent anew.");
        }
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

    /** Leaves a mark that this attempt began: who finds it there knows that another one may have sent anything. */
    private void beginOnce(Permit permit, StagingStore store, String worker) throws IOException {
        Begun mark = new Begun(
                Instant.now(), worker, command.attempt(), command.operation(), permit.by(), permit.challenge());
        if (!store.putIfAbsent(mark(command), EvidenceLog.json(mark))) {
            throw interrupted(command);
        }
    }

    /** Per attempt, since a person who resumes asks for the next one. */
    private static String mark(Command command) {
        return "%sbegun-%02d-%02d.json"
                .formatted(EvidenceLog.folder(command), command.batch().number(), command.attempt());
    }

    /** Begun before; how far it came is not known. */
    static ConnectorException interrupted(Command command) {
        return new ConnectorException(
                "INTERRUPTED",
                FailureType.EXTERNAL,
                "Operation " + command.operation() + " of step "
                        + command.batch().step()
                        + " was begun before and left no result, so how far it came is not known."
                        + " This attempt sent nothing. Look at the target; then restore it or resume.");
    }

    private record Begun(Instant at, String worker, int attempt, String operation, String by, String challenge) {}
}
