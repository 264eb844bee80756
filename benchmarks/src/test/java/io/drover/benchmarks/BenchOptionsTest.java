package io.drover.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class BenchOptionsTest {

    @Command
    private static final class Wrapped {
        @Mixin
        private final BenchOptions options = new BenchOptions();
    }

    @Test
    void without_options_a_thousand_cases_are_moved_without_latency_by_the_products_defaults() {
        Setup setup = setups().getFirst();

        assertThat(setups()).hasSize(1);
        assertThat(setup.cases()).isEqualTo(1000);
        assertThat(setup.latencyMs()).isZero();
        assertThat(setup.warmup()).isEqualTo(3000);
        assertThat(setup.layout()).isEqualTo(Layout.one);
        assertThat(setup.options().concurrency()).isEqualTo(setup.concurrency());
        assertThat(setup.options().batchSize()).isNull();
        assertThat(setup.options().inFlight()).isNull();
        assertThat(setup.allowedPerSecond()).isEmpty();
    }

    @Test
    void many_executions_at_once_and_calls_are_part_of_what_a_run_is_called() {
        Setup setup =
                setups("--executions", "20", "--cases", "50", "--calls", "15").getFirst();

        assertThat(setup.allCases()).isEqualTo(1000);
        assertThat(setup.calls()).hasValue(15);
        assertThat(setup.label()).isEqualTo("20-executions-50-cases-15-calls-0ms-one");
    }

    @Test
    void sizes_and_latencies_are_a_run_each() {
        assertThat(setups("--cases", "500,10k", "--cases", "1m", "--latency", "0,20ms,1s"))
                .extracting(setup -> List.of(setup.latencyMs(), setup.cases()))
                .containsExactly(
                        List.of(0, 500),
                        List.of(0, 10_000),
                        List.of(0, 1_000_000),
                        List.of(20, 500),
                        List.of(20, 10_000),
                        List.of(20, 1_000_000),
                        List.of(1000, 500),
                        List.of(1000, 10_000),
                        List.of(1000, 1_000_000));
    }

    @Test
    void a_series_is_three_sizes_at_two_latencies() {
        assertThat(setups("--series"))
                .extracting(setup -> List.of(setup.latencyMs(), setup.cases()))
                .containsExactly(
                        List.of(0, 1000),
                        List.of(0, 10_000),
                        List.of(0, 100_000),
                        List.of(20, 1000),
                        List.of(20, 10_000),
                        List.of(20, 100_000));
    }

    @Test
    void sixteen_requests_in_flight_at_20_ms_are_at_most_800_a_second() {
        assertThat(setups("--latency", "20ms").getFirst().allowedPerSecond()).hasValue(800);
    }

    @Test
    void what_is_no_number_or_time_is_refused_with_an_example() {
        assertThatThrownBy(() -> setups("--cases", "5x"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'5x' is not a number such as 2000, 10k or 1m");
        assertThatThrownBy(() -> setups("--latency", "20m"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'20m' is not a time such as 20ms or 1s");
        assertThatThrownBy(() -> setups("--cases", "999999k"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'999999k' is more than 10000000");
        assertThatThrownBy(() -> setups("--cases", "0"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--cases must be at least 1, not 0");
    }

    private static List<Setup> setups(String... arguments) {
        Wrapped wrapped = new Wrapped();
        new CommandLine(wrapped).parseArgs(arguments);
        return wrapped.options.setups();
    }
}
