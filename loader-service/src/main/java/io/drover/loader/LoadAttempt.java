package io.drover.loader;

import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.Claims;
import io.drover.worker.ContentLedger;
import io.drover.worker.Intent;
import io.drover.worker.Ledger;
import io.drover.worker.Receipt;
import io.drover.worker.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One attempt at loading a batch: each record is looked for where it may be, and becomes a creation, an update, or nothing. The
 * intent in the ledger is the lock: what another batch intends at the same moment is judged again when that one has ended.
 */
final class LoadAttempt {

    /** Rounds of judging again; more would mean that batches take records from each other without end. */
    private static final int ROUNDS = 5;

    private final Batch batch;
    private final Ledger ledger;
    private final Claims claims;
    private final Claims.Claim claim;
    private final LoadPolicy policy;
    private final Outcomes outcomes;
    private final Set<String> seen = new HashSet<>();
    private final Whereabouts whereabouts = new Whereabouts();
    private final Contents contents;
    private final String route;
    private final String entityType;
    private final boolean adopts;

    /** @param adopts whether the target may hold records that no receipt knows */
    LoadAttempt(Batch batch, Ledger ledger, ContentLedger contents, Claims claims, Claims.Claim claim, boolean adopts) {
        this.batch = batch;
        this.ledger = ledger;
        this.claims = claims;
        this.claim = claim;
        this.policy = LoadPolicy.of(batch.command());
        this.outcomes = new Outcomes(batch);
        this.route = batch.command().route();
        this.entityType = String.valueOf(batch.command().entityType());
        this.adopts = adopts;
        this.contents = new Contents(batch, contents, claim, entityType, policy);
    }

    Counts counts() {
        return outcomes.counts();
    }

    /** Of a batch that is given up: what the target has; about the rest nothing is said. */
    Counts soFar() {
        Counts counts = outcomes.counts();
        long there = counts.out() + counts.skipped();
        return new Counts(there, counts.out(), counts.skipped(), 0, 0, 0, counts.updated());
    }

    void tellTotals() {
        contents.tellTotals();
    }

    void load(List<Record> records) {
        outcomes.given(records.size());
        Map<String, Record> open = resolved(records);
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == ROUNDS) {
                throw new ConnectorException(
                        "RECORDS_CONTENDED",
                        FailureType.INTERNAL,
                        "Other batches keep taking " + open.size() + " records of batch "
                                + batch.command().batch());
            }
            open = judge(open);
        }
    }

    /** Records whose references are target ids, by origin id; the others are rejected. */
    private Map<String, Record> resolved(List<Record> records) {
        BatchReferences references = BatchReferences.of(records, ledger, route);
        Unlisted unlisted = Unlisted.of(batch, references, records, policy.unlisted());
        Map<String, Record> resolved = new LinkedHashMap<>();
        for (Record record : records) {
            if (!seen.add(record.id())) {
                outcomes.listedTwice(record);
                continue;
            }
            Record whole = unlisted.without(record);
            if (references.missing(whole).isEmpty()) {
                Record one = references.resolve(whole);
                whereabouts.keep(whole, one);
                resolved.put(record.id(), one);
            } else {
                outcomes.reject(references.missing(whole));
            }
        }
        return resolved;
    }

    /** @return records that another batch took meanwhile */
    private Map<String, Record> judge(Map<String, Record> records) {
        Map<String, Receipt> receipts = ledger.find(route, entityType, records.keySet());
        if (awaitEarlierWriters(receipts.values())) {
            receipts = ledger.find(route, entityType, records.keySet());
        }
        Judgement judgement = new Judgement(
                batch,
                policy,
                outcomes,
                entityType,
                adopts,
                whereabouts,
                contents,
                new TargetSearch(batch, entityType, whereabouts, ids -> ledger.ofOtherSources(route, entityType, ids)));
        contents.look(records.values());
        List<Record> fresh = new ArrayList<>();
        List<Record> doubtful = new ArrayList<>();
        List<Record> known = new ArrayList<>();
        for (Record record : records.values()) {
            Receipt receipt = receipts.get(record.id());
            if (receipt == null) {
                fresh.add(record);
            } else if (isOfThisExecution(receipt)) {
                if (!ofThisExecution(record, receipt)) {
                    judgement.wasWritten(record);
                    known.add(record);
                }
            } else if (receipt.targetId() == null) {
                doubtful.add(record);
            } else {
                known.add(record);
            }
        }
        fresh.addAll(judgement.known(known, receipts));
        judgement.doubtful(doubtful, receipts);
        judgement.unknown(fresh);
        return write(records, receipts, judgement);
    }

    private boolean isOfThisExecution(Receipt receipt) {
        return receipt.state() == Receipt.State.CONFIRMED
                && receipt.execution().equals(batch.command().batch().execution());
    }

    /** @return whether nothing is left to do: an attempt that ended in between may not have told what became of contents */
    private boolean ofThisExecution(Record record, Receipt receipt) {
        if (!receipt.batch().equals(batch.command().batch().toString())) {
            outcomes.listedTwice(record);
        } else if (contents.areAllThere(record)) {
            outcomes.writtenBefore(new Located(record.id(), String.valueOf(receipt.targetId())));
        } else {
            return false;
        }
        return true;
    }

    private Map<String, Record> write(Map<String, Record> records, Map<String, Receipt> receipts, Judgement judgement) {
        ledger.forgetSeen(claim, entityType, judgement.forgotten(receipts));
        List<Intent> intents = judgement.intents(records, receipts);
        Set<String> intended = ledger.intend(claim, entityType, intents);
        List<Located> asItIs = judgement.asTheyAre().stream()
                .filter(located -> intended.contains(located.originId()))
                .toList();
        contents.confirmTaken();
        ledger.confirm(claim, entityType, asItIs, judgement.written());
        asItIs.forEach(located -> {
            if (judgement.wasWrittenBefore(located.originId())) {
                outcomes.writtenBefore(located);
            } else {
                outcomes.asItShouldBe(located);
            }
        });
        send(
                judgement.items().stream()
                        .filter(item -> intended.contains(item.record().id()))
                        .toList(),
                judgement.written());
        Map<String, Record> taken = new LinkedHashMap<>();
        intents.stream()
                .map(Intent::originId)
                .filter(id -> !intended.contains(id))
                .forEach(id -> taken.put(id, Objects.requireNonNull(records.get(id))));
        return taken;
    }

    private void send(List<LoadItem> items, Map<String, Written> written) {
        if (items.isEmpty()) {
            return;
        }
        Set<String> updates = items.stream()
                .filter(item -> item.targetId() != null)
                .map(item -> item.record().id())
                .collect(Collectors.toSet());
        contents.intend(items);
        ReceiptSink sink = new ReceiptSink(batch, ledger, contents, claim, entityType, updates, written);
        try {
            try (sink) {
                batch.target().load(items, sink);
                sink.finish(items.size());
            }
        } finally {
            outcomes.written(sink);
        }
    }

    /**
     * Another batch, of this or of a stopped execution, may be at work on these records: what it sends must be there to be found.
     *
     * @return whether there was one
     */
    private boolean awaitEarlierWriters(Collection<Receipt> receipts) {
        Set<String> others = receipts.stream()
                .filter(receipt -> receipt.state() == Receipt.State.INTENDED)
                .map(Receipt::batch)
                .filter(other -> !other.equals(claim.batch().toString()))
                .collect(Collectors.toSet());
        if (others.isEmpty()) {
            return false;
        }
        try {
            claims.awaitEnd(claim, others);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(
                    "INTERRUPTED", FailureType.RESOURCES, "The batch was stopped while it waited for another one.");
        }
    }
}
