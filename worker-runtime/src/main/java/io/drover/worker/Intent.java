package io.drover.worker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a record is about to be written. It holds only if the ledger still says what it said when this was decided.
 *
 * @param hash of the target body, with its references resolved
 * @param seen the receipt that it was decided by; null when there was none
 * @param creates whether the record is not in the target, whatever {@code seen} says
 * @param written of an update: what the target will have; null for a creation, and where nothing is sent
 * @param refs of a creation: target ids that the record's own places refer to, by place
 */
public record Intent(
        String originId,
        ContentHash hash,
        @Nullable Receipt seen,
        boolean creates,
        @Nullable Written written,
        Map<String, String> refs) {

    public Intent {
        refs = Map.copyOf(refs);
    }
}
