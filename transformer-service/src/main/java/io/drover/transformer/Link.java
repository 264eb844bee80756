package io.drover.transformer;

import io.drover.contracts.Counts;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code link}: puts records that refer to others of their kind into an order in which each comes after those that it
 * refers to. Reads {@code ids-000000}, {@code linked-000000}, {@code ids-000001} … of all transform batches of a step, without
 * a gap in the {@code ids}; writes parts {@code level-001-0000} …, of at most {@code options.batchSize} records each, and findings. Level n
 * refers to plain records and lower levels only.
 *
 * <p>Reads the linked records twice, and once more when there are cycles, instead of holding them: in memory are the ids
 * that take part in a reference, the references, and the records of cycles.
 */
@ApplicationScoped
public class Link implements Operation {

    private static final int DEFAULT_BATCH_SIZE = 250;
    /** Of the eight parts that a batch may have open; one is for findings. */
    private static final int LEVELS_AT_ONCE = 6;

    @Override
    public String name() {
        return "link";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        References references = new References();
        readAll(batch, "linked", Record.class, references::record);
        readAll(batch, "ids", String.class, references::exists);
        Relinker relinker = new Relinker(references::isMissing, batch::finding);

        Map<Integer, Record> rewritten = withoutCycles(batch, references, relinker);
        rewritten.values().forEach(references::record);
        int[] levels = Graph.levels(references.edges(), references.linked());

        Map<Integer, Integer> written = new HashMap<>();
        int deepest = Arrays.stream(levels).max().orElse(0);
        for (int first = 1; first <= deepest; first += LEVELS_AT_ONCE) {
            writeLevels(batch, references, relinker, rewritten, levels, first, written);
        }
        long count = written.values().stream().mapToLong(Integer::longValue).sum();
        return new Counts(count, count, 0, 0, 0, 0);
    }

    /** Records of all levels come mixed, and a batch has only so many parts open: a few levels are written in each reading. */
    private static void writeLevels(
            Batch batch,
            References references,
            Relinker relinker,
            Map<Integer, Record> rewritten,
            int[] levels,
            int first,
            Map<Integer, Integer> written)
            throws IOException {
        int batchSize = batch.command().options().path("batchSize").asInt(DEFAULT_BATCH_SIZE);
        readAll(batch, "linked", Record.class, record -> {
            int node = references.node(record.id());
            int level = levels[node];
            if (level < first || level >= first + LEVELS_AT_ONCE) {
                return;
            }
            Record linked = rewritten.getOrDefault(node, record);
            if (refersToMissing(linked, references)) {
                linked = relinker.withoutMissing(linked);
            }
            int place = written.merge(level, 1, Integer::sum) - 1;
            String part = "level-%03d-%04d".formatted(level, place / batchSize);
            batch.write(part, linked);
            if (place % batchSize == batchSize - 1) {
                batch.end(part); // one part open for each level, however unequal they are
            }
        });
    }

    private static Map<Integer, Record> withoutCycles(Batch batch, References references, Relinker relinker)
            throws IOException {
        List<int[]> cycles = Graph.cycles(references.edges());
        Map<Integer, Record> rewritten = new HashMap<>();
        if (cycles.isEmpty()) {
            return rewritten;
        }
        Map<Integer, Map<String, Record>> cycleOf = new HashMap<>();
        for (int[] cycle : cycles) {
            Map<String, Record> members = new TreeMap<>();
            Arrays.stream(cycle).forEach(node -> cycleOf.put(node, members));
        }
        readAll(batch, "linked", Record.class, record -> {
            Map<String, Record> members = cycleOf.get(references.node(record.id()));
            if (members != null) {
                members.put(record.id(), record);
            }
        });
        for (int[] cycle : cycles) {
            relinker.withoutCycle(cycleOf.getOrDefault(cycle[0], Map.of()))
                    .forEach(record -> rewritten.put(references.node(record.id()), record));
        }
        return rewritten;
    }

    private static boolean refersToMissing(Record record, References references) {
        return Ref.in(record.body()).stream()
                .anyMatch(ref -> ref.kind().equals(record.kind()) && references.isMissing(ref.id()));
    }

    private static <T> void readAll(Batch batch, String part, Class<T> type, Consumer<T> each) throws IOException {
        for (int i = 0; batch.has("ids-%06d".formatted(i)); i++) {
            String input = "%s-%06d".formatted(part, i);
            if (batch.has(input)) {
                batch.read(input, type, each);
            }
        }
    }
}
