package io.drover.loader;

import io.drover.contracts.Counts;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.Claims;
import io.drover.worker.Ledger;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one batch to the target, each record once: part {@code loaded}. Intents are in the ledger before the target is
 * touched, confirmations after it answered; what an earlier attempt left in doubt is looked for before anything is sent.
 */
@ApplicationScoped
public class LoadOperation implements Operation {

    private final Ledger ledger;
    private final Claims claims;

    LoadOperation(Ledger ledger, Claims claims) {
        this.ledger = ledger;
        this.claims = claims;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public Counts run(Batch batch) throws IOException, InterruptedException {
        List<Record> records = new ArrayList<>();
        batch.read("records", Record.class, records::add);
        try (Claims.Claim claim = claims.take(batch.command())) {
            return new LoadAttempt(batch, ledger, claims, claim).run(records);
        }
    }
}
