package io.drover.validator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Batch;
import io.drover.worker.Chunks;
import io.drover.worker.Operation;
import io.drover.worker.Receipt;
import io.drover.worker.Written;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * {@code validate}: reads one loaded batch back and compares it with what should be there. Reads {@code records} and
 * {@code loaded}; writes findings. What the loader did not load or find there has been reported, and is not compared.
 */
@ApplicationScoped
public class Validate implements Operation {

    private final Proofs proofs;

    Validate(Proofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        Set<String> loaded = new HashSet<>();
        batch.read("loaded", Located.class, located -> loaded.add(located.originId()));
        List<Counts> counts = new ArrayList<>();
        Chunks.read(
                batch,
                "records",
                records -> counts.add(validate(
                        batch,
                        records.stream()
                                .filter(record -> loaded.contains(record.id()))
                                .toList())));
        return counts.stream().reduce(Counts.NONE, Counts::plus);
    }

    private Counts validate(Batch batch, List<Record> records) {
        // Of a record that the source gave twice, the ledger let one in.
        Map<String, Map<String, Record>> byEntityType = new HashMap<>();
        records.forEach(record -> byEntityType
                .computeIfAbsent(record.entityType(), entityType -> new LinkedHashMap<>())
                .put(record.id(), record));
        String route = batch.command().route();
        Map<Ref, Receipt> receipts = receipts(route, byEntityType);
        Counts counts = Counts.NONE;
        for (Map.Entry<String, Map<String, Record>> entry : byEntityType.entrySet()) {
            List<Record> own = List.copyOf(entry.getValue().values());
            List<String> withContents = own.stream()
                    .filter(record -> !record.contents().isEmpty())
                    .map(Record::id)
                    .toList();
            counts = counts.plus(validate(
                    batch,
                    entry.getKey(),
                    own,
                    receipts,
                    new ContentVerdicts(batch, proofs.contents(route, entry.getKey(), withContents))));
        }
        return counts;
    }

    /** Receipts of the records and of all that they refer to, one question for each entity type. */
    private Map<Ref, Receipt> receipts(String route, Map<String, Map<String, Record>> byEntityType) {
        Map<String, Set<String>> asked = new HashMap<>();
        byEntityType.forEach((entityType, records) -> records.values().forEach(record -> {
            asked.computeIfAbsent(entityType, k -> new LinkedHashSet<>()).add(record.id());
            Ref.in(record.body()).forEach(ref -> asked.computeIfAbsent(ref.entityType(), k -> new LinkedHashSet<>())
                    .add(ref.id()));
        }));
        Map<Ref, Receipt> receipts = new HashMap<>();
        asked.forEach((entityType, origins) -> proofs.located(route, entityType, origins)
                .forEach((origin, receipt) -> receipts.put(new Ref(entityType, origin), receipt)));
        return receipts;
    }

    private static Counts validate(
            Batch batch,
            String entityType,
            List<Record> records,
            Map<Ref, Receipt> receipts,
            ContentVerdicts contents) {
        List<Expected> expected = new ArrayList<>();
        for (Record record : records) {
            Receipt receipt = receipts.get(new Ref(entityType, record.id()));
            if (receipt != null) {
                expected.add(Expected.of(record, receipt, receipts, contents));
            }
        }
        if (expected.isEmpty()) {
            return Counts.NONE;
        }
        List<Located> located = expected.stream().map(Expected::located).toList();
        ReadBack all = ReadBack.of(batch.target(), entityType, located, batch::finding);
        // By identity: the hash of a record goes through all of its texts.
        IdentityHashMap<Expected, RecordVerdict> verdicts = new IdentityHashMap<>();
        expected.forEach(one -> verdicts.put(one, one.verdict(all)));
        lookAgain(batch, entityType, expected, verdicts);
        long different = 0;
        for (Expected one : expected) {
            RecordVerdict verdict = Objects.requireNonNull(verdicts.get(one));
            List<Finding> lost = verdict.isThere() ? contents.findings(one.record(), one.located()) : List.of();
            if (!(verdict instanceof RecordVerdict.Equal) || !lost.isEmpty()) {
                different++;
                verdict.findings(one.record(), one.located()).forEach(batch::finding);
                lost.forEach(batch::finding);
            }
        }
        return new Counts(expected.size(), expected.size() - different, 0, 0, 0, different);
    }

    /**
     * Listings of the target may lag behind its records: whatever seems missing or different is asked for by itself before it
     * is accused. All at once; the connection keeps to its allowance.
     */
    private static void lookAgain(
            Batch batch,
            String entityType,
            List<Expected> expected,
            IdentityHashMap<Expected, RecordVerdict> verdicts) {
        List<Expected> suspects = expected.stream()
                .filter(one -> verdicts.get(one) instanceof RecordVerdict.Missing
                        || verdicts.get(one) instanceof RecordVerdict.Different
                        || one.contents().isSuspect(one.record()))
                .toList();
        Map<Expected, RecordVerdict> seen = Collections.synchronizedMap(new IdentityHashMap<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> looks = new ArrayList<>();
            for (Expected one : suspects) {
                looks.add(threads.submit(() -> {
                    ReadBack again = ReadBack.of(batch.target(), entityType, List.of(one.located()), batch::finding);
                    seen.put(one, one.verdict(again));
                }));
            }
            looks.forEach(Validate::await);
        }
        seen.forEach(verdicts::put);
    }

    private static void await(Future<?> look) {
        try {
            look.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(
                    "INTERRUPTED", FailureType.RESOURCES, "The batch was stopped while it read back.");
        }
    }

    /**
     * @param body with references resolved, as the target should have it
     * @param written what was written last; null when nobody knows
     * @param contents told what the target has of them
     */
    private record Expected(
            Record record,
            ObjectNode body,
            Located located,
            @Nullable Written written,
            ContentVerdicts contents) {

        /** A reference that the loader left out is nothing. */
        static Expected of(Record record, Receipt receipt, Map<Ref, Receipt> receipts, ContentVerdicts contents) {
            ObjectNode resolved = Ref.resolve(
                    record.body(), ref -> Optional.ofNullable(receipts.get(ref)).map(Receipt::targetId));
            return new Expected(
                    record,
                    Ref.without(resolved, Ref.in(resolved)),
                    new Located(record.id(), String.valueOf(receipt.targetId())),
                    receipt.written(),
                    contents);
        }

        RecordVerdict verdict(ReadBack back) {
            if (!record.contents().isEmpty()) {
                contents.found(record.id(), back.contents(record.id()));
            }
            return back.verdict(record.id(), body, written);
        }
    }
}
