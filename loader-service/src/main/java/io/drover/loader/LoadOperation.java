package io.drover.loader;

import io.drover.contracts.Counts;
import io.drover.worker.Batch;
import io.drover.worker.Chunks;
import io.drover.worker.Claims;
import io.drover.worker.ContentLedger;
import io.drover.worker.Ledger;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes one batch to the target, each record once: part {@code loaded}. Intents are in the ledger before the target is
 * touched, confirmations after it answered; what an earlier attempt left in doubt is looked for before anything is sent.
 */
@ApplicationScoped
public class LoadOperation implements Operation {

    private final Ledger ledger;
    private final ContentLedger contents;
    private final Claims claims;

    LoadOperation(Ledger ledger, ContentLedger contents, Claims claims) {
        this.ledger = ledger;
        this.contents = contents;
        this.claims = claims;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public Counts run(Batch batch) throws IOException, InterruptedException {
        boolean adopts = heldRecords(batch);
        LoadAttempt attempt = new LoadAttempt(batch, ledger, contents, claims, batch.claim(), adopts);
        batch.soFar(attempt::soFar);
        Chunks.read(batch, "records", attempt::load);
        attempt.tellTotals();
        return attempt.counts();
    }

    /**
     * Whether the target held records of this entity type before the execution loaded any. Then one without a receipt may be among
     * them: loaded by another installation, under another address, or by this one before its database was lost.
     */
    private static boolean heldRecords(Batch batch) throws IOException {
        AtomicBoolean held = new AtomicBoolean();
        if (batch.has("population")) {
            batch.read("population", Population.class, population -> {
                if (population.entityType().equals(batch.command().entityType()) && population.origins() > 0) {
                    held.set(true);
                }
            });
        }
        return held.get();
    }
}
