package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

    private final SignsOfLife signs = new SignsOfLife();

    @Test
    void one_that_comes_again_says_nothing() {
        assertThat(signs.isCopy(sign(1, "w1", 10, 5_000))).isFalse();
        assertThat(signs.isCopy(sign(1, "w1", 15, 10_000))).isFalse();

        assertThat(signs.isCopy(sign(1, "w1", 10, 5_000))).isTrue();
        assertThat(signs.isCopy(sign(1, "w1", 15, 10_000))).isTrue();
        assertThat(signs.isCopy(sign(1, "w1", 20, 15_000))).isFalse();
    }

    @Test
    void another_worker_or_attempt_speaks_for_itself() {
        assertThat(signs.isCopy(sign(1, "w1", 10, 5_000))).isFalse();

        assertThat(signs.isCopy(sign(1, "w2", 9, 5_000))).isFalse();
        assertThat(signs.isCopy(sign(2, "w1", 9, 5_000))).isFalse();
    }

    @Test
    void neither_a_clock_that_is_set_back_nor_a_command_that_comes_again_silences_an_attempt() {
        assertThat(signs.isCopy(sign(1, "w1", 4_000, 5_000))).isFalse();

        assertThat(signs.isCopy(sign(1, "w1", 405, 10_000))).isFalse();
        assertThat(signs.isCopy(sign(1, "w1", 410, 100))).isFalse();
    }

    @Test
    void an_answer_is_none() {
        Result done = new Result(
                Result.VERSION,
                new BatchId("e", "s", Phase.LOAD, 0),
                1,
                "w1",
                Instant.EPOCH,
                1,
                Usage.NONE,
                new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of()));

        assertThat(signs.isCopy(done)).isFalse();
        assertThat(signs.isCopy(done)).isFalse();
    }

    private static Result sign(int attempt, String worker, long second, long durationMs) {
        return new Result(
                Result.VERSION,
                new BatchId("e", "s", Phase.LOAD, 0),
                attempt,
                worker,
                Instant.ofEpochSecond(second),
                durationMs,
                Usage.NONE,
                new Outcome.Running());
    }
}
