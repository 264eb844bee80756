package io.drover.validator;

import io.drover.worker.Ledger;
import io.drover.worker.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** Proofs out of the receipt ledger. */
@ApplicationScoped
public class LedgerProofs implements Proofs {

    private final Ledger ledger;

    LedgerProofs(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Map<String, Receipt> located(String route, String entityType, Collection<String> originIds) {
        return ledger.located(route, entityType, originIds);
    }
}
