package io.drover.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.worker.MemoryBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransformBatchesTest {

    private static final int BATCHES = 50;

    private final MemoryBatch batch = new MemoryBatch();

    TransformBatchesTest() {
        for (int i = 0; i < BATCHES; i++) {
            int first = 100 * i;
            batch.input(
                    "ids-%06d".formatted(i),
                    IntStream.range(first, first + 100).boxed().toList());
        }
    }

    @Test
    void every_line_of_every_batch_is_taken_once_and_those_of_a_batch_in_their_order() throws Exception {
        Map<Integer, List<Integer>> byBatch = new HashMap<>(); // not safe for threads: lines come one after another

        new TransformBatches(batch)
                .read("ids", Integer.class, id -> byBatch.computeIfAbsent(id / 100, i -> new ArrayList<>())
                        .add(id));

        assertThat(byBatch).hasSize(BATCHES);
        byBatch.forEach((i, ids) -> assertThat(ids)
                .isEqualTo(IntStream.range(100 * i, 100 * i + 100).boxed().toList()));
    }

    @Test
    void a_part_that_some_batches_do_not_have_is_read_of_the_others() throws Exception {
        batch.input("linked-000003", List.of("A")).input("linked-000049", List.of("B"));
        List<String> lines = new ArrayList<>();

        new TransformBatches(batch).read("linked", String.class, lines::add);

        assertThat(lines).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void batches_are_read_beside_one_another_but_never_more_than_eight() throws Exception {
        CountDownLatch eight = new CountDownLatch(8);
        AtomicInteger reading = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Slow slow = new Slow(batch, () -> {
            most.accumulateAndGet(reading.incrementAndGet(), Math::max);
            eight.countDown();
            boolean met = eight.await(10, TimeUnit.SECONDS);
            reading.decrementAndGet();
            if (!met) {
                throw new IOException("fewer than eight are read at once");
            }
        });

        new TransformBatches(slow).read("ids", Integer.class, id -> {});

        assertThat(most).hasValue(8);
    }

    @Test
    void what_one_batch_fails_with_is_what_the_reading_fails_with_and_the_others_are_left() {
        AtomicInteger begun = new AtomicInteger();
        Slow failing = new Slow(batch, () -> {
            begun.incrementAndGet();
            throw new IOException("the store is away");
        });

        assertThatThrownBy(() -> new TransformBatches(failing).read("ids", Integer.class, id -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is away");
        assertThat(begun.get()).isLessThanOrEqualTo(8);
    }
}
