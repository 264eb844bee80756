package io.drover.transformer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What must be known of records that refer to each other: numbers only, so that hundreds of thousands fit. */
final class Graph {

    private Graph() {}

    /**
     * The cycles: strongly connected components of more than one node, and nodes that refer to themselves (Tarjan's
     * algorithm, without recursion).
     *
     * @param edges per node, the nodes that it refers to
     */
    static List<int[]> cycles(int[][] edges) {
        int n = edges.length;
        int[] order = new int[n]; // of discovery, from 1
        int[] low = new int[n];
        int[] nextEdge = new int[n];
        boolean[] open = new boolean[n];
        Stack path = new Stack(n);
        Stack pending = new Stack(n);
        List<int[]> cycles = new ArrayList<>();
        int found = 0;
        for (int root = 0; root < n; root++) {
            if (order[root] != 0) {
                continue;
            }
            path.push(root);
            while (!path.isEmpty()) {
                int node = path.top();
                if (order[node] == 0) {
                    found++;
                    order[node] = found;
                    low[node] = found;
                    open[node] = true;
                    pending.push(node);
                }
                if (nextEdge[node] < edges[node].length) {
                    int to = edges[node][nextEdge[node]++];
                    if (order[to] == 0) {
                        path.push(to);
                    } else if (open[to]) {
                        low[node] = Math.min(low[node], order[to]);
                    }
                    continue;
                }
                path.pop();
                if (!path.isEmpty()) {
                    low[path.top()] = Math.min(low[path.top()], low[node]);
                }
                if (low[node] == order[node]) {
                    int[] component = pending.popThrough(node);
                    for (int member : component) {
                        open[member] = false;
                    }
                    if (component.length > 1 || Arrays.stream(edges[node]).anyMatch(to -> to == node)) {
                        cycles.add(component);
                    }
                }
            }
        }
        return cycles;
    }

    /**
     * The level of each node: one higher than the highest that it refers to.
     *
     * @param edges without cycles
     * @param raised nodes of level 1 even when they refer to none
     */
    static int[] levels(int[][] edges, BitSet raised) {
        int[] levels = new int[edges.length];
        raised.stream().forEach(node -> levels[node] = 1);
        int[] waitsFor = new int[edges.length];
        int[] users = new int[edges.length];
        for (int node = 0; node < edges.length; node++) {
            waitsFor[node] = edges[node].length;
            for (int to : edges[node]) {
                users[to]++;
            }
        }
        int[][] usedBy = new int[edges.length][];
        Arrays.setAll(usedBy, node -> new int[users[node]]);
        for (int node = 0; node < edges.length; node++) {
            for (int to : edges[node]) {
                usedBy[to][--users[to]] = node;
            }
        }
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        for (int node = 0; node < edges.length; node++) {
            if (waitsFor[node] == 0) {
                ready.add(node);
            }
        }
        int done = 0;
        for (Integer node = ready.poll(); node != null; node = ready.poll()) {
            done++;
            for (int user : usedBy[node]) {
                levels[user] = Math.max(levels[user], levels[node] + 1);
                if (--waitsFor[user] == 0) {
                    ready.add(user);
                }
            }
        }
        if (done < edges.length) {
            throw new IllegalArgumentException((edges.length - done) + " nodes are in cycles or wait for one");
        }
        return levels;
    }

    /** Of bounded size, without boxing. */
    private static final class Stack {

        private final int[] items;
        private int size;

        Stack(int capacity) {
            items = new int[capacity];
        }

        boolean isEmpty() {
            return size == 0;
        }

        int top() {
            return items[size - 1];
        }

        void push(int item) {
            items[size++] = item;
        }

        void pop() {
            size--;
        }

        int[] popThrough(int item) {
            int end = size;
            do {
                size--;
            } while (items[size] != item);
            return Arrays.copyOfRange(items, size, end);
        }
    }
}
