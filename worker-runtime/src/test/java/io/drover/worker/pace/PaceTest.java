package io.drover.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.drover.worker.pace.LimitedSystem.Tells;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of a limit is used, on a simulated clock: each kind of limit by one worker and three, by one execution and two. */
class PaceTest {

    private static final long MINUTE = 60 * Periods.SECOND;
    private static final int LANES = 16;

    static Stream<Arguments> limits() {
        return Stream.of(
                        limit("10 in a second", tells -> LimitedSystem.fixed(10, Periods.SECOND, tells)),
                        limit("600 in a minute", tells -> LimitedSystem.fixed(600, MINUTE, tells)),
                        limit("10 in any second", tells -> LimitedSystem.sliding(10, Periods.SECOND, tells)),
                        limit("600 in any minute", tells -> LimitedSystem.sliding(600, MINUTE, tells)),
                        limit("5 a second, 20 at once", tells -> LimitedSystem.bucket(5, 20, tells)))
                .flatMap(limit -> Stream.of(Tells.values())
                        .flatMap(tells -> Stream.of(1, 3).flatMap(workers -> Stream.of(1, 2)
                                .map(executions -> Arguments.of(limit.name, tells, workers, executions, limit.make)))));
    }

    private record Limit(String name, Function<Tells, LimitedSystem> make) {}

    private static Limit limit(String name, Function<Tells, LimitedSystem> make) {
        return new Limit(name, make);
    }

    @ParameterizedTest(name = "{0}, tells {1}, {2} workers, {3} executions")
    @MethodSource("limits")
    void of_a_limit_nearly_all_is_used_and_hardly_a_request_refused(
            String name, Tells tells, int workers, int executions, Function<Tells, LimitedSystem> make) {
        LimitedSystem system = make.apply(tells);
        PaceSimulation simulation =
                new PaceSimulation(system, workers, executions, LANES, 40_000, Told.NOTHING, "{}", 0);

        simulation.run(2 * MINUTE); // in which it is learned
        long takenBefore = system.taken;
        long refusedBefore = system.refused;
        simulation.run(7 * MINUTE);

        assertThat((system.taken - takenBefore) / 300.0 / system.perSecond())
                .as("share used")
                .isGreaterThan(0.95);
        assertThat(system.refused - refusedBefore).as("refused in five minutes").isLessThan(5);
        assertThat(simulation.asks()).as("round trips of one worker a second").isLessThan(workers * 7L * 60 * 6);
    }

    @ParameterizedTest
    @EnumSource
    void what_flows_into_a_bucket_is_found_within_a_minute(Tells tells) {
        for (int workers : new int[] {1, 3}) {
            for (long latency : new long[] {15_000, 40_000, 200_000}) {
                LimitedSystem system = LimitedSystem.bucket(5, 20, tells);
                PaceSimulation simulation =
                        new PaceSimulation(system, workers, 1, LANES, latency, Told.NOTHING, "{}", 0);
                simulation.run(MINUTE);
                long takenBefore = system.taken;
                long refusedBefore = system.refused;
                simulation.run(6 * MINUTE);
                assertThat((system.taken - takenBefore) / 300.0 / system.perSecond())
                        .as("share used by %d workers, %d µs", workers, latency)
                        .isGreaterThan(0.94);
                assertThat(system.refused - refusedBefore)
                        .as("refused of %d workers, %d µs", workers, latency)
                        .isLessThan(5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("workers")
    void so_many_at_once_are_as_many_as_the_system_takes_and_executions_share_them(int workers) {
        LimitedSystem system = LimitedSystem.concurrent(8, Tells.NOTHING);
        PaceSimulation simulation = new PaceSimulation(system, workers, 2, LANES, 400_000, Told.NOTHING, "{}", 0);

        simulation.run(2 * MINUTE);
        long busyBefore = system.busy;
        long refusedBefore = system.refused;
        simulation.run(7 * MINUTE);

        // Of eight that are on their way, what is on the wire and in the client is not with the system: a fifth here.
        assertThat((system.busy - busyBefore) / (8.0 * 5 * MINUTE)).isGreaterThan(0.75);
        assertThat(system.refused - refusedBefore).isLessThan(5);
        assertThat(simulation.done().get("execution-0"))
                .isCloseTo(simulation.done().get("execution-1"), withPercentage(5));
    }

    @Test
    void what_one_process_does_not_need_for_a_while_the_others_use() {
        LimitedSystem system = LimitedSystem.concurrent(8, Tells.NOTHING);
        Told eight = new Told(0, 0, 0, 8);
        PaceSimulation simulation = new PaceSimulation(system, 3, 1, LANES, 400_000, eight, "{}", 0)
                .resting(3 * Periods.SECOND, 6 * Periods.SECOND);

        simulation.run(3 * MINUTE);

        assertThat(system.busy / (8.0 * 3 * MINUTE)).as("of at most 0.82").isGreaterThan(0.72);
        assertThat(system.refused).isZero();
    }

    static Stream<Integer> workers() {
        return Stream.of(1, 3);
    }

    @Test
    void what_was_learned_is_known_to_the_next_run() {
        LimitedSystem system = LimitedSystem.fixed(10, Periods.SECOND, Tells.RETRY_AFTER);
        PaceSimulation first = new PaceSimulation(system, 1, 1, LANES, 40_000, Told.NOTHING, "{}", 0);
        first.run(2 * MINUTE);

        LimitedSystem again = LimitedSystem.fixed(10, Periods.SECOND, Tells.RETRY_AFTER);
        PaceSimulation next = new PaceSimulation(again, 3, 1, LANES, 40_000, Told.NOTHING, first.row(), 3 * MINUTE);
        next.run(4 * MINUTE);

        assertThat(system.refused).isPositive();
        assertThat(again.refused).isLessThan(2);
        assertThat(again.taken).isGreaterThan(570);
    }

    @Test
    void what_a_person_told_is_kept_to_from_the_first_request_on_and_never_passed() {
        LimitedSystem system = LimitedSystem.fixed(600, Periods.SECOND, Tells.NOTHING);
        Told told = new Told(10, Periods.SECOND, 0, 0);
        PaceSimulation simulation = new PaceSimulation(system, 3, 2, LANES, 40_000, told, "{}", 0);

        simulation.run(5 * MINUTE);

        assertThat(system.refused).isZero();
        assertThat(system.taken).isBetween(2850L, 3000L);
    }

    @Test
    void a_burst_and_a_number_at_once_can_be_told_as_well() {
        LimitedSystem system = LimitedSystem.concurrent(4, Tells.NOTHING);
        PaceSimulation simulation = new PaceSimulation(system, 3, 1, LANES, 400_000, new Told(0, 0, 0, 4), "{}", 0);

        simulation.run(MINUTE);

        assertThat(system.refused).isZero();
        assertThat(system.busy / (4.0 * MINUTE)).isGreaterThan(0.7);
    }

    @Test
    void a_system_without_a_limit_is_asked_freely_and_nobody_is_asked_for_each_request() {
        LimitedSystem system = LimitedSystem.concurrent(1_000, Tells.NOTHING);
        PaceSimulation simulation = new PaceSimulation(system, 1, 1, LANES, 40_000, Told.NOTHING, "{}", 0);

        simulation.run(MINUTE);

        assertThat(system.taken).isGreaterThan(15_000);
        assertThat(simulation.asks()).isLessThan(70);
    }

    @Test
    void two_executions_get_the_same() {
        LimitedSystem system = LimitedSystem.fixed(10, Periods.SECOND, Tells.RETRY_AFTER);
        PaceSimulation simulation = new PaceSimulation(system, 1, 2, LANES, 40_000, Told.NOTHING, "{}", 0);

        simulation.run(5 * MINUTE);

        assertThat(simulation.done().get("execution-0"))
                .isCloseTo(simulation.done().get("execution-1"), withPercentage(3));
    }
}
