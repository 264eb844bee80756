package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Being away is the time between looks. */
class AbsenceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Absence absence = new Absence();

    @Test
    void who_began_listens_for_ten_seconds() {
        look(0);

        assertThat(absence.isOver(START.plusSeconds(9))).isFalse();
        assertThat(absence.isOver(START.plusSeconds(10))).isTrue();
    }

    @Test
    void who_looked_all_the_time_does_not_listen_again_however_long_the_executions_take_to_be_told() {
        for (int second = 0; second <= 60; second++) {
            look(second);
        }

        assertThat(absence.isOver(START.plusSeconds(60))).isTrue();
    }

    @Test
    void who_did_not_look_for_longer_than_any_look_takes_listens() {
        look(0);
        look(30);

        assertThat(absence.isOver(START.plusSeconds(39))).isFalse();
        assertThat(absence.isOver(START.plusSeconds(40))).isTrue();
    }

    @Test
    void a_look_that_failed_or_took_long_is_an_absence() {
        look(0);
        absence.begins(START.plusSeconds(1));
        absence.failed();
        look(2);
        assertThat(absence.isOver(START.plusSeconds(11))).isFalse();
        for (int second = 3; second <= 20; second++) {
            look(second);
        }
        assertThat(absence.isOver(START.plusSeconds(20))).isTrue();

        absence.begins(START.plusSeconds(21));
        absence.ends(START.plusSeconds(26));

        assertThat(absence.isOver(START.plusSeconds(35))).isFalse();
    }

    private void look(long second) {
        absence.begins(START.plusSeconds(second));
        absence.ends(START.plusSeconds(second));
    }
}
