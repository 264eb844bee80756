package io.drover.transformer;

import java.util.Arrays;

/**
 * What each node of a graph refers to, in two arrays whatever the number of nodes: 8 bytes for a node with one reference, where an
 * array for each takes 28.
 */
final class Edges {

    /** Where a node's references begin; one more than there are nodes. */
    private final int[] first;

    private final int[] to;

    /**
     * @param first where each node's references begin in {@code to}, and after the last one's end; both arrays are kept
     */
    Edges(int[] first, int[] to) {
        this.first = first;
        this.to = to;
    }

    /** @param lists per node, the nodes that it refers to */
    static Edges of(int[][] lists) {
        int[] first = new int[lists.length + 1];
        for (int node = 0; node < lists.length; node++) {
            first[node + 1] = first[node] + lists[node].length;
        }
        return new Edges(
                first, Arrays.stream(lists).flatMapToInt(Arrays::stream).toArray());
    }

    int nodes() {
        return first.length - 1;
    }

    int count(int node) {
        return first[node + 1] - first[node];
    }

    /** @param place from 0, below {@link #count} */
    int to(int node, int place) {
        return to[first[node] + place];
    }

    /** The other way round: per node, the nodes that refer to it. */
    Edges reversed() {
        int[] begin = new int[first.length];
        for (int node : to) {
            begin[node + 1]++;
        }
        Arrays.parallelPrefix(begin, Integer::sum);
        int[] next = Arrays.copyOf(begin, nodes());
        int[] from = new int[to.length];
        for (int node = 0; node < nodes(); node++) {
            for (int i = first[node]; i < first[node + 1]; i++) {
                from[next[to[i]]++] = node;
            }
        }
        return new Edges(begin, from);
    }
}
