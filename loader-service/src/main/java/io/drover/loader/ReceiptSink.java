package io.drover.loader;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.LoadSink;
import io.drover.spi.Located;
import io.drover.worker.Batch;
import io.drover.worker.Claims;
import io.drover.worker.Ledger;
import io.drover.worker.RejectionLimit;
import io.drover.worker.Uninterrupted;
import io.drover.worker.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes what the target answered and confirms it in the ledger, in bulk: often enough that a crash leaves little in doubt,
 * seldom enough that it costs nothing.
 */
final class ReceiptSink implements LoadSink, AutoCloseable {

    private static final int FLUSH_AT = 100;
    /** The record that was to be updated is not in the target any more. */
    private static final String GONE = "TARGET_GONE";
    /** The target cannot clear a value: that it was ours is forgotten, so that it is told once and not by each reading back. */
    private static final String NOT_CLEARED = "VALUE_NOT_CLEARED";

    private final Batch batch;
    private final Ledger ledger;
    private final Contents contents;
    private final Claims.Claim claim;
    private final String entityType;
    private final Set<String> updates;
    private final Map<String, Written> written;
    private final RejectionLimit limit;
    private final List<Located> unconfirmed = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private long loaded;
    private long confirmed;
    private long updated;
    private long unsettled;

    /**
     * @param updates origin ids of the items that are updates
     * @param written what the target will have of each item, by origin id
     */
    ReceiptSink(
            Batch batch,
            Ledger ledger,
            Contents contents,
            Claims.Claim claim,
            String entityType,
            Set<String> updates,
            Map<String, Written> written) {
        this.batch = batch;
        this.ledger = ledger;
        this.contents = contents;
        this.claim = claim;
        this.entityType = entityType;
        this.updates = updates;
        this.written = new ConcurrentHashMap<>(written);
        this.limit = RejectionLimit.of(batch.command());
    }

    @Override
    public void loaded(String originId, String targetId) {
        contents.checkAllAnswered(originId);
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
        confirm(full);
        limit.accepted();
    }

    @Override
    public void given(String originId, String place, JsonNode value) {
        written.computeIfPresent(originId, (id, of) -> of.given(place, value));
    }

    @Override
    public void attached(String originId, String contentId, String targetId) {
        contents.attached(originId, contentId, targetId);
    }

    @Override
    public void notAttached(String originId, String contentId, Finding why) {
        batch.finding(why);
        contents.notAttached(originId, contentId);
    }

    @Override
    public void rejected(String originId, Finding why) {
        batch.finding(why);
        synchronized (this) {
            (why.code().equals(GONE) ? gone : refused).add(originId);
        }
        limit.rejected(why);
    }

    @Override
    public void unsettled(String originId, Finding why) {
        batch.finding(why);
        synchronized (this) {
            unsettled++;
        }
        limit.rejected(why);
    }

    @Override
    public void finding(Finding finding) {
        batch.finding(finding);
        if (finding.code().equals(NOT_CLEARED) && finding.field() != null) {
            written.computeIfPresent(finding.subject(), (id, of) -> of.without("fields." + finding.field()));
        }
    }

    @Override
    public void checkOwnership() {
        claim.checkOwnership();
    }

    /** All items have been answered: nothing stays in doubt but what the target itself was not clear about. */
    void finish(int items) {
        close();
        synchronized (this) {
            if (loaded + rejectedCount() != items) {
                throw new ConnectorException(
                        "CONNECTOR_LOST_RECORDS",
                        FailureType.INTERNAL,
                        "The connector answered for " + (loaded + rejectedCount()) + " of " + items + " records");
            }
            ledger.withdraw(
                    claim,
                    entityType,
                    refused.stream().filter(id -> !updates.contains(id)).toList());
            ledger.forget(claim, entityType, gone);
        }
    }

    /** Of which a receipt says so. */
    synchronized long loadedCount() {
        return confirmed;
    }

    synchronized long updatedCount() {
        return updated;
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
        contents.confirm();
        confirm(rest);
    }

    private void confirm(List<Located> located) {
        if (located.isEmpty()) {
            return;
        }
        contents.confirm(); // first: a record that is done has its contents
        Uninterrupted.run(() -> ledger.confirm(claim, entityType, located, written));
        synchronized (this) {
            confirmed += located.size();
            updated += located.stream()
                    .filter(one -> updates.contains(one.originId()))
                    .count();
        }
    }
}
