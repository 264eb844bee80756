package io.drover.loader;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.LoadSink;
import io.drover.spi.Located;
import io.drover.worker.Batch;
import io.drover.worker.Claims;
import io.drover.worker.Ledger;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what the target answered and confirms it in the ledger, in bulk: often enough that a crash leaves little in doubt,
 * seldom enough that it costs nothing.
 */
final class ReceiptSink implements LoadSink, AutoCloseable {

    private static final int FLUSH_AT = 100;
    /** The record that was to be updated is not in the target any more. */
    private static final String GONE = "TARGET_GONE";

    private final Batch batch;
    private final Ledger ledger;
    private final Claims.Claim claim;
    private final String kind;
    private final List<Located> unconfirmed = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private long loaded;
    private long unsettled;

    ReceiptSink(Batch batch, Ledger ledger, Claims.Claim claim, String kind) {
        this.batch = batch;
        this.ledger = ledger;
        this.claim = claim;
        this.kind = kind;
    }

    @Override
    public void loaded(String originId, String targetId) {
        Located located = new Located(originId, targetId);
        batch.write("loaded", located);
        List<Located> full = List.of();
        synchronized (this) {
            loaded++;
            unconfirmed.add(located);
            if (unconfirmed.size() >= FLUSH_AT) {
                full = List.copyOf(unconfirmed);
                unconfirmed.clear();
            }
        }
        ledger.confirm(claim, kind, full);
    }

    @Override
    public synchronized void rejected(String originId, Finding why) {
        batch.finding(why);
        (why.code().equals(GONE) ? gone : refused).add(originId);
    }

    @Override
    public synchronized void unsettled(String originId, Finding why) {
        batch.finding(why);
        unsettled++;
    }

    @Override
    public void finding(Finding finding) {
        batch.finding(finding);
    }

    @Override
    public void checkOwnership() {
        claim.checkOwnership();
    }

    /** All items have been answered: nothing stays in doubt. */
    void finish(int items) {
        close();
        synchronized (this) {
            if (loaded + rejectedCount() != items) {
                throw new ConnectorException(
                        "CONNECTOR_LOST_RECORDS",
                        FailureType.INTERNAL,
                        "The connector answered for " + (loaded + rejectedCount()) + " of " + items + " records");
            }
            ledger.withdraw(claim, kind, refused);
            ledger.forget(claim, kind, gone);
        }
    }

    synchronized long loadedCount() {
        return loaded;
    }

    synchronized long rejectedCount() {
        return refused.size() + gone.size() + unsettled;
    }

    /** Confirms what the target has answered so far, also when the rest of the batch failed. */
    @Override
    public void close() {
        List<Located> rest;
        synchronized (this) {
            rest = List.copyOf(unconfirmed);
            unconfirmed.clear();
        }
        ledger.confirm(claim, kind, rest);
    }
}
