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

    @Test
    void after_an_hour_of_a_longer_wait_one_request_finds_out_whether_it_is_still_so() throws Exception {
        long day = 24 * 60 * MINUTE;
        long now = 1000 * day;
        SystemPace pace = new SystemPace();

        Grant grant = pace.answer(asking(0, 4, Told.NOTHING, refusal(day)), now);
        assertThat(grant.heldUntil()).isEqualTo(now + 60 * MINUTE);
        assertThat(grant.saidUntil()).isEqualTo(now + day);

        Grant later = pace.answer(asking(0, 4, Told.NOTHING), now + 60 * MINUTE + 1);
        assertThat(later.governs()).isTrue();
        assertThat(later.due()).hasSize(1);

        Grant taken = pace.answer(asking(1, 4, Told.NOTHING), now + 60 * MINUTE + 2);
        assertThat(taken.governs()).isFalse();

        Grant shorter = pace.answer(asking(0, 4, Told.NOTHING, refusal(MINUTE)), now + 60 * MINUTE + 3);
        assertThat(shorter.saidUntil()).isEqualTo(now + 61 * MINUTE + 3);

        SystemPace old =
                PaceJson.read("{\"heldUntil\":" + (now + 3650 * day) + ",\"next\":" + (now + 3650 * day) + "}");
        assertThat(old.answer(wanting(1), now).heldUntil()).isEqualTo(now + 60 * MINUTE);
    }

    @Test
    void a_clock_that_is_put_right_makes_nobody_wait() {
        for (Tells tells : Tells.values()) {
            LimitedSystem system = LimitedSystem.fixed(10, Periods.SECOND, tells);
            PaceSimulation ahead = simulation(system, LANES, 40_000, "{}", 120 * MINUTE);
            ahead.run(122 * MINUTE);

            LimitedSystem again = LimitedSystem.fixed(10, Periods.SECOND, tells);
            PaceSimulation right = simulation(again, LANES, 40_000, ahead.row(), 60 * MINUTE);
            right.run(61 * MINUTE);

            assertThat(again.taken).as(tells.name()).isGreaterThan(560);
            assertThat(again.refused).as(tells.name()).isLessThan(5);
        }
    }

    @Test
    void where_a_higher_rate_is_told_nobody_waits_for_the_turn_of_the_lower_one() {
        SystemPace pace = new SystemPace();
        pace.answer(asking(1, 1, new Told(1, 60 * MINUTE, 0, 0)), MINUTE);
        assertThat(pace.answer(asking(1, 1, new Told(1, 60 * MINUTE, 0, 0)), MINUTE + 1)
                        .due())
                .isEmpty();

        Told higher = new Told(10, Periods.SECOND, 0, 0);

        assertThat(pace.answer(asking(1, 1, higher), MINUTE + Periods.SECOND).again())
                .isLessThan(MINUTE + 2 * Periods.SECOND);
        assertThat(pace.answer(asking(1, 1, higher), MINUTE + 2 * Periods.SECOND)
                        .due())
                .isNotEmpty();
    }

    private static Refusal refusal(long retryAfter) {
        return new Refusal(0, true, retryAfter, 1, Periods.atLeast(retryAfter), 0, 0);
    }

    private static Ask wanting(int requests) {
        return asking(requests, requests, Told.NOTHING);
    }

    private static Ask asking(int accepted, int requests, Told told, Refusal... refusals) {
        return new Ask(
                "worker",
                "System",
                Map.of("execution", requests),
                0,
                requests,
                requests,
                accepted,
                List.of(refusals),
                List.of(),
                told);
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
