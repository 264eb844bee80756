package io.drover.worker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a record is about to be written. It holds only if the ledger still says what it said when this was decided.
 *
 * @param hash of the target body, with its references resolved
 * @param seen the receipt that it was decided by; null when there was none
 * @param targetId of what was found in the target, whatever {@code seen} says; null for a creation
 * @param written what the target will have of a record that was found there; null for a creation
 * @param refs of a creation: target ids that the record's own places refer to, by place
 */
public record Intent(
        String originId,
        ContentHash hash,
        @Nullable Receipt seen,
        @Nullable String targetId,
        @Nullable Written written,
        Map<String, String> refs) {

    public Intent {
        refs = Map.copyOf(refs);
    }

    /** Whether the record is not in the target. */
    boolean creates() {
        return targetId == null;
    }
}
