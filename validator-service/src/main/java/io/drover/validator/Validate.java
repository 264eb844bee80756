package io.drover.validator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code validate}: reads one loaded batch back and compares it with what was to be loaded. Reads {@code records}; writes
 * findings. Records without a receipt were refused at load, which has been reported, and are not compared.
 */
@ApplicationScoped
public class Validate implements Operation {

    private final TargetIds targetIds;

    Validate(TargetIds targetIds) {
        this.targetIds = targetIds;
    }

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        Map<String, List<Record>> byKind = new HashMap<>();
        batch.read("records", Record.class, record -> byKind.computeIfAbsent(record.kind(), kind -> new ArrayList<>())
                .add(record));
        Map<Ref, String> ids = ids(batch.command(), byKind);
        Counts counts = Counts.NONE;
        for (Map.Entry<String, List<Record>> entry : byKind.entrySet()) {
            counts = counts.plus(validate(batch, entry.getKey(), entry.getValue(), ids));
        }
        return counts;
    }

    /** Target ids of the records and of all that they refer to, one question for each kind. */
    private Map<Ref, String> ids(Command command, Map<String, List<Record>> byKind) {
        Map<String, Set<String>> asked = new HashMap<>();
        byKind.forEach((kind, records) -> records.forEach(record -> {
            asked.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(record.id());
            Ref.in(record.body()).forEach(ref -> asked.computeIfAbsent(ref.kind(), k -> new LinkedHashSet<>())
                    .add(ref.id()));
        }));
        Map<Ref, String> ids = new HashMap<>();
        asked.forEach((kind, origins) -> targetIds
                .byOrigin(command.route(), kind, origins)
                .forEach((origin, target) -> ids.put(new Ref(kind, origin), target)));
        return ids;
    }

    private static Counts validate(Batch batch, String kind, List<Record> records, Map<Ref, String> ids) {
        List<Expected> expected = new ArrayList<>();
        for (Record record : records) {
            String targetId = ids.get(new Ref(kind, record.id()));
            if (targetId != null) {
                ObjectNode body = Ref.resolve(record.body(), ref -> Optional.ofNullable(ids.get(ref)));
                expected.add(new Expected(record, body, new Located(record.id(), targetId)));
            }
        }
        if (expected.isEmpty()) {
            return Counts.NONE;
        }
        List<Located> located = expected.stream().map(Expected::located).toList();
        ReadBack all = ReadBack.of(batch.target(), kind, located, batch::finding);
        Map<Expected, Verdict> verdicts = new LinkedHashMap<>();
        expected.forEach(one ->
                verdicts.put(one, Verdict.on(one.body(), all.bodies(one.record().id()))));
        lookAgain(batch, kind, verdicts);
        long different = 0;
        for (Map.Entry<Expected, Verdict> entry : verdicts.entrySet()) {
            if (!(entry.getValue() instanceof Verdict.Equal)) {
                different++;
                Expected one = entry.getKey();
                entry.getValue().findings(one.record(), one.located()).forEach(batch::finding);
            }
        }
        return new Counts(expected.size(), expected.size() - different, 0, 0, 0, different);
    }

    /**
     * Listings of the target may lag behind its records: whatever seems missing or different is asked for by itself before it
     * is accused. All at once; the connection keeps to its allowance.
     */
    private static void lookAgain(Batch batch, String kind, Map<Expected, Verdict> verdicts) {
        List<Expected> suspects = verdicts.entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Verdict.Missing || entry.getValue() instanceof Verdict.Different)
                .map(Map.Entry::getKey)
                .toList();
        Map<Expected, Verdict> seen = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> looks = new ArrayList<>();
            for (Expected one : suspects) {
                looks.add(threads.submit(() -> {
                    ReadBack again = ReadBack.of(batch.target(), kind, List.of(one.located()), batch::finding);
                    seen.put(
                            one,
                            Verdict.on(one.body(), again.bodies(one.record().id())));
                }));
            }
            looks.forEach(Validate::await);
        }
        verdicts.putAll(seen);
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

    /** @param body with references resolved, as the target should have it */
    private record Expected(Record record, ObjectNode body, Located located) {}
}
