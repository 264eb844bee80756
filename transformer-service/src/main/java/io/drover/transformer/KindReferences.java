package io.drover.transformer;

import io.drover.spi.Record;
import io.drover.spi.Ref;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which records of one entity type refer to which others of it. Holds only the ids that take part, as numbers; some 60 bytes for each
 * record that refers to another. Used by one thread at a time.
 */
final class KindReferences {

    private final NodeIds ids = new NodeIds();
    /** Who refers and to whom, in the order in which records were taken. */
    private final Ints from = new Ints();

    private final Ints to = new Ints();
    /** What records refer to that were taken again: few, those of cycles. */
    private final Map<Integer, int[]> again = new HashMap<>();

    private final BitSet there = new BitSet();
    private final BitSet linked = new BitSet();

    /** Takes what a record refers to; the last word on it counts. */
    void record(Record record) {
        int node = node(record.id());
        int[] targets = targets(record);
        if (linked.get(node)) {
            again.put(node, targets);
            return;
        }
        linked.set(node);
        for (int target : targets) {
            from.add(node);
            to.add(target);
        }
    }

    /** The nodes of records that were taken. */
    BitSet linked() {
        return linked;
    }

    /** Takes the id of any record that was handed on. */
    void exists(String id) {
        int node = ids.find(id);
        if (node >= 0) {
            there.set(node);
        }
    }

    /** Whether a record that is referred to does not exist. */
    boolean isMissing(String id) {
        int node = ids.find(id);
        return node < 0 || !there.get(node);
    }

    int node(String id) {
        return ids.number(id);
    }

    /** Per node, the existing nodes that it refers to. */
    Edges edges() {
        int[] first = new int[ids.size() + 1];
        for (int i = 0; i < from.size(); i++) {
            first[from.get(i) + 1] += counts(i) ? 1 : 0;
        }
        again.forEach((node, targets) -> first[node + 1] =
                (int) Arrays.stream(targets).filter(there::get).count());
        Arrays.parallelPrefix(first, Integer::sum);
        int[] next = Arrays.copyOf(first, ids.size());
        int[] all = new int[first[ids.size()]];
        for (int i = 0; i < from.size(); i++) {
            if (counts(i)) {
                all[next[from.get(i)]++] = to.get(i);
            }
        }
        again.forEach((node, targets) ->
                Arrays.stream(targets).filter(there::get).forEach(target -> all[next[node]++] = target));
        return new Edges(first, all);
    }

    private boolean counts(int i) {
        return there.get(to.get(i)) && !again.containsKey(from.get(i));
    }

    private int[] targets(Record record) {
        return Ref.in(record.body()).stream()
                .filter(ref -> ref.entityType().equals(record.entityType()))
                .mapToInt(ref -> node(ref.id()))
                .toArray();
    }
}
