package io.drover.transformer;

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
     */
    static List<int[]> cycles(Edges edges) {
        int n = edges.nodes();
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
                if (nextEdge[node] < edges.count(node)) {
                    int to = edges.to(node, nextEdge[node]++);
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
                    if (component.length > 1 || refersTo(edges, node, node)) {
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
    static int[] levels(Edges edges, BitSet raised) {
        int n = edges.nodes();
        int[] levels = new int[n];
        raised.stream().forEach(node -> levels[node] = 1);
        Edges users = edges.reversed();
        int[] waitsFor = new int[n];
        int[] ready = new int[n]; // each node comes in once
        int last = 0;
        for (int node = 0; node < n; node++) {
            waitsFor[node] = edges.count(node);
            if (waitsFor[node] == 0) {
                ready[last++] = node;
            }
        }
        for (int done = 0; done < last; done++) {
            int node = ready[done];
            for (int place = 0; place < users.count(node); place++) {
                int user = users.to(node, place);
                levels[user] = Math.max(levels[user], levels[node] + 1);
                if (--waitsFor[user] == 0) {
                    ready[last++] = user;
                }
            }
        }
        if (last < n) {
            throw new IllegalArgumentException((n - last) + " nodes are in cycles or wait for one");
        }
        return levels;
    }

    private static boolean refersTo(Edges edges, int node, int other) {
        for (int place = 0; place < edges.count(node); place++) {
            if (edges.to(node, place) == other) {
                return true;
            }
        }
        return false;
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
