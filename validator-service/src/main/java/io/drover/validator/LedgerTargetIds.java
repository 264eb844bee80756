package io.drover.validator;

import io.drover.worker.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** Target ids out of the receipt ledger. */
@ApplicationScoped
public class LedgerTargetIds implements TargetIds {

    private final Ledger ledger;

    LedgerTargetIds(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Map<String, String> byOrigin(String route, String kind, Collection<String> originIds) {
        return ledger.targetIds(route, kind, originIds);
    }
}
