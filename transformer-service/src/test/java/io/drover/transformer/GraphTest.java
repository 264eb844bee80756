package io.drover.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nodes_are_in_one_cycle_exactly_when_each_reaches_the_other(long seed) {
        Random random = new Random(seed);
        int[][] edges = random(random, 30, 45);
        boolean[][] reaches = reachability(edges);

        Set<Set<Integer>> expected = new HashSet<>();
        for (int a = 0; a < edges.length; a++) {
            if (reaches[a][a]) {
                Set<Integer> cycle = new TreeSet<>();
                for (int b = 0; b < edges.length; b++) {
                    if (reaches[a][b] && reaches[b][a]) {
                        cycle.add(b);
                    }
                }
                expected.add(cycle);
            }
        }
        Set<Set<Integer>> found = Graph.cycles(Edges.of(edges)).stream()
                .map(cycle -> Arrays.stream(cycle).boxed().collect(Collectors.toSet()))
                .collect(Collectors.toSet());
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_node_is_one_level_above_the_highest_that_it_refers_to(long seed) {
        Random random = new Random(seed);
        int[][] edges = new int[200][];
        for (int node = 0; node < edges.length; node++) {
            int below = node;
            edges[node] = node == 0
                    ? new int[0]
                    : random.ints(random.nextInt(4), 0, below).distinct().toArray();
        }
        int[] levels = Graph.levels(Edges.of(edges), new BitSet());
        for (int node = 0; node < edges.length; node++) {
            int highest = Arrays.stream(edges[node]).map(to -> levels[to]).max().orElse(-1);
            assertThat(levels[node]).isEqualTo(highest + 1);
        }
    }

    @Test
    void a_chain_of_half_a_million_needs_no_recursion() {
        int[][] chain = new int[500_000][];
        Arrays.setAll(chain, node -> node == 0 ? new int[0] : new int[] {node - 1});

        assertThat(Graph.cycles(Edges.of(chain))).isEmpty();
        assertThat(Graph.levels(Edges.of(chain), new BitSet())[499_999]).isEqualTo(499_999);

        chain[0] = new int[] {499_999};
        assertThat(Graph.cycles(Edges.of(chain)))
                .hasSize(1)
                .first()
                .extracting(c -> c.length)
                .isEqualTo(500_000);
    }

    @Test
    void levels_refuse_a_cycle() {
        assertThatThrownBy(() -> Graph.levels(Edges.of(new int[][] {{1}, {0}, {}}), new BitSet()))
                .hasMessageContaining("2 nodes are in cycles");
    }

    private static int[][] random(Random random, int nodes, int count) {
        List<Set<Integer>> edges =
                Stream.<Set<Integer>>generate(TreeSet::new).limit(nodes).toList();
        for (int i = 0; i < count; i++) {
            edges.get(random.nextInt(nodes)).add(random.nextInt(nodes));
        }
        return edges.stream()
                .map(to -> to.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static boolean[][] reachability(int[][] edges) {
        int n = edges.length;
        boolean[][] reaches = new boolean[n][n];
        for (int a = 0; a < n; a++) {
            for (int b : edges[a]) {
                reaches[a][b] = true;
            }
        }
        for (int k = 0; k < n; k++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    reaches[a][b] |= reaches[a][k] && reaches[k][b];
                }
            }
        }
        return reaches;
    }
}
