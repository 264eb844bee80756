package io.drover.archive;

import io.drover.worker.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** Receipts from Drover's database. */
@ApplicationScoped
class LedgerReceipts implements Receipts {

    private final Ledger ledger;

    LedgerReceipts(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void forEach(String route, Consumer<Object> each) {
        ledger.receipts(route, each::accept);
    }
}
