package io.drover.transformer;

import io.drover.contracts.Counts;
import io.drover.mapping.Cycle;
import io.drover.mapping.Relinker;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import io.drover.worker.Paths;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code link}: puts records that refer to others of their entity type into an order in which each comes after those that it
 * refers to. Reads {@code ids-000000}, {@code linked-000000}, {@code ids-000001} … of all transform batches of a step, without
 * a gap in the {@code ids}; writes parts {@code level-001-0000} …, of at most {@code options.batchSize} records each, and findings. Level n
 * refers to plain records and lower levels only.
 *
 * <p>Reads the linked records twice, and twice more when there are cycles, instead of holding them: in memory are hashes of the ids
 * that take part in a reference, the references as numbers (some 100 bytes for each linked record), and of the records of cycles what their path keeps, for example the steps, each once. What becomes of a record of
 * a cycle, which may be many times as long, is made twice and never held: for its references, and when it is written.
 */
@ApplicationScoped
public class Link implements Operation {

    private static final int DEFAULT_BATCH_SIZE = 250;
    /** Of the eight parts that a batch may have open; one is for findings. */
    private static final int LEVELS_AT_ONCE = 6;

    private final Paths paths;

    Link(Paths paths) {
        this.paths = paths;
    }

    @Override
    public String name() {
        return "link";
    }

    /** Of a million records it takes minutes. */
    @Override
    public Counts run(Batch batch) throws IOException, InterruptedException {
        TransformBatches batches = new TransformBatches(batch);
        KindReferences references = new KindReferences();
        batches.read("linked", Record.class, references::record);
        batches.read("ids", String.class, references::exists);
        Relinker relinker = paths.records(batch.command()).relinker();

        Map<Integer, Cycle> cycles = cycles(batches, references, relinker);
        int[] levels = Graph.levels(references.edges(), references.linked());

        Map<Integer, Integer> written = new HashMap<>();
        int deepest = Arrays.stream(levels).max().orElse(0);
        for (int first = 1; first <= deepest; first += LEVELS_AT_ONCE) {
            writeLevels(batch, batches, references, relinker, cycles, levels, first, written);
        }
        long count = written.values().stream().mapToLong(Integer::longValue).sum();
        return new Counts(count, count, 0, 0, 0, 0);
    }

    /** Records of all levels come mixed, and a batch has only so many parts open: a few levels are written in each reading. */
    private static void writeLevels(
            Batch batch,
            TransformBatches batches,
            KindReferences references,
            Relinker relinker,
            Map<Integer, Cycle> cycles,
            int[] levels,
            int first,
            Map<Integer, Integer> written)
            throws IOException, InterruptedException {
        int batchSize = batch.command().options().path("batchSize").asInt(DEFAULT_BATCH_SIZE);
        batches.read("linked", Record.class, record -> {
            int node = references.node(record.id());
            int level = levels[node];
            if (level < first || level >= first + LEVELS_AT_ONCE) {
                return;
            }
            Cycle cycle = cycles.get(node);
            Record linked = cycle == null ? record : cycle.broken(record, batch::finding);
            if (refersToMissing(linked, references)) {
                linked = relinker.withoutMissing(linked, references::isMissing, batch::finding);
            }
            int place = written.merge(level, 1, Integer::sum) - 1;
            String part = "level-%03d-%04d".formatted(level, place / batchSize);
            batch.write(part, linked);
            if (place % batchSize == batchSize - 1) {
                batch.end(part); // one part open for each level, however unequal they are
            }
        });
    }

    /**
     * The cycles, and in {@code references} what is left of them.
     *
     * @return by node, its cycle
     */
    private static Map<Integer, Cycle> cycles(TransformBatches batches, KindReferences references, Relinker relinker)
            throws IOException, InterruptedException {
        Map<Integer, Cycle> cycles = new HashMap<>();
        for (int[] cycle : Graph.cycles(references.edges())) {
            Cycle members = relinker.cycle();
            Arrays.stream(cycle).forEach(node -> cycles.put(node, members));
        }
        if (cycles.isEmpty()) {
            return cycles;
        }
        batches.read("linked", Record.class, record -> {
            Cycle members = cycles.get(references.node(record.id()));
            if (members != null) {
                members.add(record);
            }
        });
        // Each record says what it refers to only when all others of its cycle are known.
        batches.read("linked", Record.class, record -> {
            Cycle members = cycles.get(references.node(record.id()));
            if (members != null) {
                references.record(members.broken(record, finding -> {}));
            }
        });
        return cycles;
    }

    private static boolean refersToMissing(Record record, KindReferences references) {
        return Ref.in(record.body()).stream()
                .anyMatch(ref -> ref.entityType().equals(record.entityType()) && references.isMissing(ref.id()));
    }
}
