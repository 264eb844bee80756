package io.drover.worker;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a source record is a target record.
 *
 * @param targetId null while only intended
 * @param contentHash SHA-256 of the target body with its references resolved, hex
 * @param batch the batch that wrote it last, with its attempt
 * @param written what it wrote, null when an earlier release did or nothing was written yet
 * @param intended of an update that is on its way: what it writes; null otherwise
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
        Instant changedAt,
        @JsonIgnore @Nullable Written written,
        @JsonIgnore @Nullable Written intended) {

    /** INTENDED: about to be written, in doubt after a crash. CONFIRMED: the target answered. */
    public enum State {
        INTENDED,
        CONFIRMED
    }
}
