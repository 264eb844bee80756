package io.drover.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.worker.pace.LimitedSystem.Tells;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is learned where a system's answers say little, or where little is asked of it. */
class LearningTest {

    private static final long MINUTE = 60 * Periods.SECOND;
    private static final int LANES = 16;

    @Test
    void a_limit_that_somebody_else_had_used_up_is_learned_all_the_same() {
        LimitedSystem system = usedUp();
        PaceSimulation simulation = simulation(system, LANES, 40_000, "{}", 0);

        simulation.run(3 * MINUTE);
        long taken = system.taken;
        long refused = system.refused;
        simulation.run(8 * MINUTE);

        assertThat(system.taken - taken).isGreaterThan(2850);
        assertThat(system.refused - refused).isLessThan(5);
    }

    @Test
    void who_was_refused_and_came_back_after_all_was_forgotten_learns_it_anew() {
        LimitedSystem system = LimitedSystem.fixed(600, MINUTE, Tells.RETRY_AFTER);
        PaceSimulation first = simulation(system, LANES, 40_000, "{}", 0);
        first.run(MINUTE / 2); // 600 are taken, and then they are refused
        assertThat(system.refused).isPositive();

        PaceSimulation next = simulation(system, LANES, 40_000, first.row(), 3 * MINUTE);
        next.run(6 * MINUTE);
        long taken = system.taken;
        long refused = system.refused;
        next.run(11 * MINUTE);

        assertThat(system.taken - taken).isGreaterThan(2850);
        assertThat(system.refused - refused).isLessThan(5);
    }

    @Test
    void a_row_that_says_that_nothing_is_allowed_or_anything_is_forgotten() throws Exception {
        for (String value : new String[] {"0.0", "\"Infinity\"", "\"NaN\"", "1.0E9"}) {
            SystemPace pace = PaceJson.read("{\"rate\":{\"value\":" + value + ",\"settled\":true},\"slots\":{\"value\":"
                    + value + ",\"whole\":true}}");

            assertThat(pace.rate).as(value).isNull();
            assertThat(pace.slots).as(value).isNull();
        }
    }

    @Test
    void a_rate_that_is_not_used_up_does_not_grow() throws Exception {
        LimitedSystem system = LimitedSystem.fixed(10, Periods.SECOND, Tells.NOTHING);
        PaceSimulation busy = simulation(system, LANES, 40_000, "{}", 0);
        busy.run(2 * MINUTE);
        double learned = PaceJson.read(busy.row()).perSecond();

        PaceSimulation slow = simulation(system, 1, 700_000, busy.row(), 2 * MINUTE);
        slow.run(80 * MINUTE);

        assertThat(learned).isBetween(9.0, 10.0);
        assertThat(PaceJson.read(slow.row()).perSecond()).isLessThan(1.1 * learned);

        long refused = system.refused;
        simulation(system, LANES, 40_000, slow.row(), 80 * MINUTE).run(82 * MINUTE);
        assertThat(system.refused - refused).isLessThan(10);
    }

    @Test
    void a_number_at_once_that_is_not_used_up_does_not_grow() {
        SystemPace pace = new SystemPace();
        pace.slots = Search.slots(8, 0);

        for (long now = 0; now < 10 * MINUTE; now += Periods.SECOND) {
            pace.answer(wanting(2), now); // each time it had given back what it had, and waits for two
        }
        assertThat(pace.mostAtOnce()).isEqualTo(8);

        for (long now = 10 * MINUTE; now < 11 * MINUTE; now += Periods.SECOND) {
            pace.answer(wanting(LANES), now);
        }
        assertThat(pace.mostAtOnce()).isGreaterThan(8);
    }

    private static Ask wanting(int requests) {
        return new Ask(
                "worker",
                "System",
                Map.of("execution", requests),
                0,
                requests,
                requests,
                requests,
                List.of(),
                List.of(),
                Told.NOTHING);
    }

    /** Six hundred in a minute, and of the first minute nothing is left. */
    private static LimitedSystem usedUp() {
        LimitedSystem system = LimitedSystem.fixed(600, MINUTE, Tells.RETRY_AFTER);
        for (int i = 0; i < 600; i++) {
            system.arrive(0);
        }
        return system;
    }

    private static PaceSimulation simulation(LimitedSystem system, int lanes, long latency, String row, long start) {
        return new PaceSimulation(system, 1, 1, lanes, latency, Told.NOTHING, row, start);
    }
}
