package io.drover.loader;

import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.Claims;
import io.drover.worker.Ledger;
import io.drover.worker.Receipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One attempt at loading a batch: what is there already, what is in doubt, what is new. */
final class LoadAttempt {

    private final Batch batch;
    private final Ledger ledger;
    private final Claims claims;
    private final Claims.Claim claim;
    private final String route;
    private final String kind;
    private final String execution;
    private long loaded;
    private long skipped;
    private long rejected;

    LoadAttempt(Batch batch, Ledger ledger, Claims claims, Claims.Claim claim) {
        this.batch = batch;
        this.ledger = ledger;
        this.claims = claims;
        this.claim = claim;
        this.route = batch.command().route();
        this.kind = String.valueOf(batch.command().kind());
        this.execution = batch.command().batch().execution();
    }

    Counts run(List<Record> records) throws InterruptedException {
        References references = References.of(records, ledger, route);
        Map<String, Receipt> receipts =
                ledger.find(route, kind, records.stream().map(Record::id).toList());
        awaitEarlierWriters(receipts.values());
        List<LoadItem> doubtful = new ArrayList<>();
        List<LoadItem> writes = new ArrayList<>();
        Map<String, String> hashes = new HashMap<>();
        for (Record record : records) {
            String hash = ContentHash.of(record.body());
            Record resolved = references.resolve(record);
            List<Finding> unresolved = references.missing(record);
            Receipt receipt = receipts.get(record.id());
            if (!unresolved.isEmpty()) {
                reject(unresolved);
            } else if (receipt != null && isThere(receipt, hash)) {
                alreadyThere(record.id(), receipt);
            } else if (receipt != null && receipt.targetId() == null) {
                doubtful.add(new LoadItem(resolved, null));
                hashes.put(record.id(), hash);
            } else {
                writes.add(new LoadItem(resolved, receipt == null ? null : receipt.targetId()));
                hashes.put(record.id(), hash);
            }
        }
        ledger.intend(claim, kind, hashes);
        writes.addAll(settle(doubtful));
        write(writes);
        return new Counts(records.size(), loaded, skipped, rejected, 0, 0);
    }

    /** A batch of a stopped execution may still be at work on these records: what it sends must be there to be found. */
    private void awaitEarlierWriters(Collection<Receipt> receipts) throws InterruptedException {
        Set<String> others = receipts.stream()
                .filter(receipt -> receipt.state() == Receipt.State.INTENDED)
                .map(Receipt::batch)
                .filter(other -> !other.equals(claim.batch().toString()))
                .collect(Collectors.toSet());
        if (!others.isEmpty()) {
            claims.awaitEnd(claim, others);
        }
    }

    private static boolean isThere(Receipt receipt, String hash) {
        return receipt.state() == Receipt.State.CONFIRMED
                && receipt.contentHash().equals(hash);
    }

    /** Loaded by an earlier attempt of this execution, or unchanged since an earlier execution. */
    private void alreadyThere(String originId, Receipt receipt) {
        batch.write("loaded", new Located(originId, String.valueOf(receipt.targetId())));
        if (receipt.execution().equals(execution)) {
            loaded++;
        } else {
            skipped++;
            batch.finding(new Finding(
                    "UNCHANGED",
                    Finding.Severity.INFO,
                    kind,
                    originId,
                    null,
                    "loaded by execution " + receipt.execution(),
                    "Nothing to do: the target has it since an earlier execution, and the source did not change."));
        }
    }

    /** Looks for what an earlier attempt may have created. @return what is not there and has to be created */
    private List<LoadItem> settle(List<LoadItem> doubtful) {
        if (doubtful.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> found = batch.target().findByOrigin(kind, doubtful);
        List<Located> confirmed = new ArrayList<>();
        List<LoadItem> missing = new ArrayList<>();
        for (LoadItem item : doubtful) {
            List<String> ids = found.getOrDefault(item.record().id(), List.of());
            if (ids.isEmpty()) {
                missing.add(item);
            } else {
                confirmed.add(new Located(item.record().id(), ids.getFirst()));
            }
        }
        ledger.confirm(claim, kind, confirmed);
        confirmed.forEach(located -> batch.write("loaded", located));
        loaded += confirmed.size();
        return missing;
    }

    private void write(List<LoadItem> items) {
        if (items.isEmpty()) {
            return;
        }
        try (ReceiptSink sink = new ReceiptSink(batch, ledger, claim, kind)) {
            batch.target().load(items, sink);
            sink.finish(items.size());
            loaded += sink.loadedCount();
            rejected += sink.rejectedCount();
        }
    }

    private void reject(List<Finding> why) {
        rejected++;
        why.forEach(batch::finding);
    }
}
