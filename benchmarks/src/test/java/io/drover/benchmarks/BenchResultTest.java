package io.drover.benchmarks;

import static io.drover.api.ExecutionStatus.PARTIAL;
import static io.drover.api.ExecutionStatus.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.AuditHead;
import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BenchResultTest {

    private static final Machine MACHINE = new Machine(2, "a processor", 4096, "an os", "a jdk");
    private static final Books ALL_LOADED = new Books(1000, 1000, 0, 0, 0, 1000, 0, 0);

    @Test
    void rates_and_cost_follow_from_duration_counts_and_processor_time() {
        BenchResult result = result(1000, ExecutionStatus.SUCCESS, ALL_LOADED, 1000, 0);

        assertThat(result.casesPerSecond()).isCloseTo(250, within(0.01));
        assertThat(result.requestsPerSecond()).isCloseTo(900, within(0.01));
        assertThat(result.cpuPer1000()).isCloseTo(3.5, within(0.01));
        assertThat(result.busierSide()).isEqualTo("qtest");
        assertThat(result.percentOfAllowed().orElseThrow()).isCloseTo(75, within(0.01));
        assertThat(result.faults()).isEmpty();
    }

    @Test
    void an_execution_that_is_no_success_is_a_fault() {
        assertThat(result(1000, ExecutionStatus.PARTIAL, ALL_LOADED, 1000, 0).faults())
                .singleElement()
                .asString()
                .contains("PARTIAL");
    }

    @Test
    void books_that_do_not_balance_are_a_fault() {
        Books books = new Books(1000, 999, 0, 0, 0, 999, 0, 0);

        assertThat(result(1000, ExecutionStatus.SUCCESS, books, 999, 0).faults())
                .singleElement()
                .asString()
                .contains("do not balance");
    }

    @Test
    void a_case_that_was_never_read_is_a_fault() {
        assertThat(result(1001, ExecutionStatus.SUCCESS, ALL_LOADED, 1000, 0).faults())
                .containsExactly("1000 of 1001 cases were extracted");
    }

    @Test
    void a_target_that_holds_something_else_than_the_books_say_is_a_fault() {
        assertThat(result(1000, ExecutionStatus.SUCCESS, ALL_LOADED, 999, 0).faults())
                .hasSize(1);
        assertThat(result(1000, ExecutionStatus.SUCCESS, ALL_LOADED, 1001, 1).faults())
                .singleElement()
                .asString()
                .contains("1 of them twice");
    }

    @Test
    void the_json_of_one_run_is_one_object_with_the_figures() {
        JsonNode json = ResultJson.of(List.of(result(1000, ExecutionStatus.SUCCESS, ALL_LOADED, 1000, 0)), MACHINE);

        assertThat(json.path("cases").asInt()).isEqualTo(1000);
        assertThat(json.path("latencyMs").asInt()).isEqualTo(20);
        assertThat(json.path("durationMs").asInt()).isEqualTo(4000);
        assertThat(json.path("casesPerSecond").asDouble()).isEqualTo(250);
        assertThat(json.path("cpuSecondsPer1000").asDouble()).isEqualTo(3.5);
        assertThat(json.path("cpuByProcess").path("drover").asDouble()).isEqualTo(2.5);
        assertThat(json.path("peakRssMiB").path("drover").asInt()).isEqualTo(300);
        assertThat(json.path("peakRssMiB").path("postgresql").isNull()).isTrue();
        assertThat(json.path("booksBalanced").asBoolean()).isTrue();
        assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
    }

    @Test
    void the_json_of_several_runs_lists_them() {
        BenchResult result = result(1000, ExecutionStatus.SUCCESS, ALL_LOADED, 1000, 0);

        assertThat(ResultJson.of(List.of(result, result), MACHINE).path("runs")).hasSize(2);
    }

    @Test
    void a_series_compares_the_cost_with_the_smallest_project_at_the_same_latency() {
        BenchResult small = result(1000, ExecutionStatus.SUCCESS, ALL_LOADED, 1000, 0);
        BenchResult large = result(2000, ExecutionStatus.SUCCESS, new Books(2000, 2000, 0, 0, 0, 2000, 0, 0), 2000, 0);

        assertThat(SeriesText.of(List.of(small, large)))
                .filteredOn(line -> line.contains("ms"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("| 1,000 | 20 ms | 4.0 s | 250 | 900 | 75 % | 3.50 | × 1.00 |"),
                        line -> assertThat(line)
                                .contains("| 2,000 | 20 ms | 4.0 s | 500 | 900 | 75 % | 1.75 | × 0.50 |"));
    }

    @Test
    void the_text_says_when_the_machine_was_busy() {
        List<String> text = ResultText.of(result(1000, ExecutionStatus.SUCCESS, ALL_LOADED, 1000, 0), MACHINE);

        assertThat(String.join("\n", text)).contains("other programs took 40 %").contains("drover", "n/a");
    }

    @Test
    void of_executions_that_ran_side_by_side_one_that_went_wrong_makes_all_of_it_wrong() {
        Books lost = new Books(1000, 999, 0, 0, 0, 999, 0, 0);
        Books twice = new Books(1000, 1001, 0, 0, 0, 1001, 0, 0);

        Execution good = Together.of(List.of(execution(SUCCESS, ALL_LOADED), execution(SUCCESS, ALL_LOADED)));
        Execution hidden = Together.of(List.of(execution(SUCCESS, lost), execution(SUCCESS, twice)));
        Execution partial = Together.of(List.of(execution(SUCCESS, ALL_LOADED), execution(PARTIAL, ALL_LOADED)));

        assertThat(good.state()).isEqualTo(SUCCESS);
        assertThat(good.total().loaded()).isEqualTo(2000);
        assertThat(hidden.balances()).isTrue(); // in sum
        assertThat(hidden.state()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(partial.state()).isEqualTo(PARTIAL);
    }

    @Test
    void a_quantile_is_the_bound_of_the_bucket_that_it_is_in() {
        NavigableMap<Double, Long> buckets = new TreeMap<>(Map.of(0.001, 50L, 0.002, 98L, 0.004, 100L));

        assertThat(DecisionTimes.quantile(buckets, 100, 0.5)).isEqualTo(1);
        assertThat(DecisionTimes.quantile(buckets, 100, 0.99)).isEqualTo(4);
        assertThat(DecisionTimes.quantile(new TreeMap<>(), 0, 0.5)).isZero();
    }

    private static Execution execution(ExecutionStatus state, Books books) {
        return new Execution(
                "x1",
                "bench",
                "zephyr-scale-to-qtest",
                "f00d",
                state,
                false,
                Instant.EPOCH,
                "ann",
                Instant.EPOCH.plusSeconds(4),
                4000,
                null,
                List.of(),
                Map.of(Migrations.TEST_CASES, books),
                Map.of(),
                null,
                false,
                null,
                null,
                Map.of(),
                AuditHead.NONE,
                List.of());
    }

    /** Four seconds, 1,200 requests to Zephyr and 2,400 to qTest, 3.5 s of processor time. */
    private static BenchResult result(int cases, ExecutionStatus state, Books books, long inTarget, long twice) {
        Setup setup = new Setup(
                cases,
                20,
                16,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Layout.one,
                false,
                3000,
                1,
                false,
                false,
                1,
                OptionalInt.empty());
        Execution execution = execution(state, books);
        Map<String, Duration> cpu = new LinkedHashMap<>();
        cpu.put("drover", Duration.ofMillis(2500));
        cpu.put("postgresql", Duration.ofMillis(1000));
        Map<String, OptionalLong> memory = new LinkedHashMap<>();
        memory.put("drover", OptionalLong.of(300));
        memory.put("postgresql", OptionalLong.empty());
        return new BenchResult(
                setup,
                3000,
                execution,
                new BenchSandbox.Counts(1200, 2400, 0, inTarget, 5, twice),
                new ProcessMeter.Reading(cpu, memory, 40),
                new DecisionTimes.Reading(10, 0.1, 1, 2),
                Sizes.NONE);
    }
}
