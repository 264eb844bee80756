package io.drover.transformer;

import io.drover.spi.Record;
import io.drover.spi.Ref;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which records of one kind refer to which others of it. Holds only the ids that take part. */
final class References {

    private static final int[] NONE = {};

    private final Map<String, Integer> nodes = new HashMap<>();
    private final List<int[]> edges = new ArrayList<>();
    private final BitSet there = new BitSet();
    private final BitSet linked = new BitSet();

    /** Takes what a record refers to; the last word on it counts. */
    void record(Record record) {
        int node = node(record.id());
        edges.set(node, targets(record));
        linked.set(node);
    }

    /** The nodes of records that were taken. */
    BitSet linked() {
        return linked;
    }

    /** Takes the id of any record that was handed on. */
    void exists(String id) {
        Integer node = nodes.get(id);
        if (node != null) {
            there.set(node);
        }
    }

    /** Whether a record that is referred to does not exist. */
    boolean isMissing(String id) {
        Integer node = nodes.get(id);
        return node == null || !there.get(node);
    }

    int node(String id) {
        return nodes.computeIfAbsent(id, key -> {
            edges.add(NONE);
            return edges.size() - 1;
        });
    }

    /** Per node, the existing nodes that it refers to. */
    int[][] edges() {
        int[][] existing = new int[edges.size()][];
        for (int node = 0; node < existing.length; node++) {
            int[] all = edges.get(node);
            int kept = 0;
            for (int to : all) {
                kept += there.get(to) ? 1 : 0;
            }
            existing[node] = kept == all.length ? all : existing(all, kept);
        }
        return existing;
    }

    private int[] existing(int[] all, int kept) {
        int[] some = new int[kept];
        int i = 0;
        for (int to : all) {
            if (there.get(to)) {
                some[i++] = to;
            }
        }
        return some;
    }

    private int[] targets(Record record) {
        return Ref.in(record.body()).stream()
                .filter(ref -> ref.kind().equals(record.kind()))
                .mapToInt(ref -> node(ref.id()))
                .toArray();
    }
}
