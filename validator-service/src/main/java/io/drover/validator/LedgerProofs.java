package io.drover.validator;

import io.drover.worker.ContentLedger;
import io.drover.worker.ContentReceipt;
import io.drover.worker.Ledger;
import io.drover.worker.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** Proofs out of the receipt ledger. */
@ApplicationScoped
public class LedgerProofs implements Proofs {

    private final Ledger ledger;
    private final ContentLedger contents;

    LedgerProofs(Ledger ledger, ContentLedger contents) {
        this.ledger = ledger;
        this.contents = contents;
    }

    @Override
    public Map<String, Receipt> located(String route, String entityType, Collection<String> originIds) {
        return ledger.located(route, entityType, originIds);
    }

    @Override
    public Map<String, Map<String, ContentReceipt>> contents(
            String route, String entityType, Collection<String> originIds) {
        return contents.find(route, entityType, originIds);
    }
}
