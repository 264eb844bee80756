package io.drover.validator;

import io.drover.worker.ContentReceipt;
import io.drover.worker.Receipt;
import java.util.Collection;
import java.util.Map;

/** Where records are in the target, and what was written there, by the receipts of a route. */
public interface Proofs {

    /** Receipts by origin id, of the records that are proven to be in the target. */
    Map<String, Receipt> located(String route, String entityType, Collection<String> originIds);

    /** By origin id of the record, then by id of the content. */
    default Map<String, Map<String, ContentReceipt>> contents(
            String route, String entityType, Collection<String> originIds) {
        return Map.of();
    }
}
