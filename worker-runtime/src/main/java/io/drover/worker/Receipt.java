package io.drover.worker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a source record is a target record.
 *
 * @param targetId null while only intended
 * @param contentHash SHA-256 of the target body, hex
 * @param batch the batch that wrote it last, with its attempt
 */
public record Receipt(
        String kind,
        String sourceId,
        State state,
        @Nullable String targetId,
        String contentHash,
        String execution,
        String batch,
        int attempt,
        Instant changedAt) {

    /** INTENDED: about to be written, in doubt after a crash. CONFIRMED: the target answered. */
    public enum State {
        INTENDED,
        CONFIRMED
    }
}
