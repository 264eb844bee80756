package io.drover.worker;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a source record is a target record.
 *
 * @param targetId null while its creation is only intended
 * @param contentHash of the target body with its references resolved
 * @param batch the batch that wrote it last, with its attempt
 * @param written what it wrote, null when an earlier release did or nothing was written yet; empty of a record that was found in
 *     the target: none of its values is known to be ours
 * @param intended of an update that is on its way: what it writes; null otherwise
 * @param refs of a creation that is on its way: the target ids that the record's own places refer to, by place; null otherwise,
 *     and where an earlier release intended it
 * @param change names the write that made the receipt what it is; another one tells that somebody wrote it since
 */
public record Receipt(
        String entityType,
        String sourceId,
        State state,
        @Nullable String targetId,
        ContentHash contentHash,
        String execution,
        String batch,
        int attempt,
        Instant changedAt,
        @JsonIgnore @Nullable Written written,
        @JsonIgnore @Nullable Written intended,
        @JsonIgnore @Nullable Map<String, String> refs,
        @JsonIgnore String change) {

    /** Whether it was about to take over what the target had, and nobody heard the end of that. */
    public boolean adopts() {
        return state == State.INTENDED && written != null && written.isEmpty();
    }

    /** INTENDED: about to be written, in doubt after a crash. CONFIRMED: the target answered. */
    public enum State {
        INTENDED,
        CONFIRMED
    }
}
