package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Books;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One bad record is one rejected record; many of them are a system that does not work. */
class RejectionsTest {

    @Test
    void what_the_target_refuses_beyond_the_limit_ends_the_step_with_a_word() {
        ExecutionState end = new RunOfRecords(10)
                .counts(Phase.LOAD, new Counts(100, 70, 0, 30, 0, 0))
                .toTheEnd();

        assertThat(end.status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(end.step("testcases").status()).isEqualTo(StepStatus.ERROR);
        assertThat(end.step("evidence").status()).isEqualTo(StepStatus.SUCCESS);
        Failure failure = Objects.requireNonNull(end.failure());
        assertThat(failure.code()).isEqualTo("TOO_MANY_REJECTED");
        assertThat(failure.type()).isEqualTo("EXTERNAL");
        assertThat(failure.message())
                .contains("The target did not take 60 of 200 records of step testcases (30.0 %)")
                .contains("5 % of options.rejectedPercent", "drover findings ex");
    }

    @Test
    void so_does_what_the_source_does_not_give() {
        ExecutionState end = new RunOfRecords(10)
                .counts(Phase.EXTRACT, new Counts(100, 80, 0, 20, 0, 0))
                .toTheEnd();

        assertThat(end.status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(Objects.requireNonNull(end.failure()).message()).startsWith("The source did not give 60 of 300");
    }

    @Test
    void as_many_as_the_limit_are_rejected_and_the_others_go_on() {
        ExecutionState end = new RunOfRecords(10)
                .counts(Phase.LOAD, new Counts(100, 95, 0, 5, 0, 0))
                .counts(Phase.VALIDATE, new Counts(95, 95, 0, 0, 0, 0))
                .toTheEnd();

        assertThat(end.status()).isEqualTo(ExecutionStatus.PARTIAL);
        assertThat(end.step("testcases", RecordsState.class).counted().rejected())
                .isEqualTo(50);
    }

    @Test
    void bad_records_that_stand_together_are_measured_against_all_that_the_survey_saw() {
        ExecutionState end = new RunOfRecords(10)
                .first(Phase.LOAD, new Counts(100, 60, 0, 40, 0, 0))
                .toTheEnd();

        assertThat(end.status()).isEqualTo(ExecutionStatus.PARTIAL);
        assertThat(end.step("testcases", RecordsState.class).counted().rejected())
                .isEqualTo(40);
    }

    @Test
    void of_a_few_records_no_percentage_is_taken() {
        ExecutionState end = new RunOfRecords(1)
                .counts(Phase.LOAD, new Counts(100, 81, 0, 19, 0, 0))
                .counts(Phase.VALIDATE, new Counts(81, 81, 0, 0, 0, 0))
                .toTheEnd();

        assertThat(end.status()).isEqualTo(ExecutionStatus.PARTIAL);
    }

    @Test
    void what_the_mapping_rejects_is_the_users_wish() {
        ExecutionState end = new RunOfRecords(10)
                .counts(Phase.TRANSFORM, new Counts(100, 40, 0, 60, 0, 0))
                .counts(Phase.LOAD, new Counts(40, 40, 0, 0, 0, 0))
                .counts(Phase.VALIDATE, new Counts(40, 40, 0, 0, 0, 0))
                .toTheEnd();

        assertThat(end.status()).isEqualTo(ExecutionStatus.PARTIAL);
        assertThat(end.step("testcases", RecordsState.class).counted().rejected())
                .isEqualTo(600);
    }

    @Test
    void the_books_tell_what_was_created_from_what_was_updated() {
        ExecutionState end = new RunOfRecords(10)
                .counts(Phase.LOAD, new Counts(100, 90, 10, 0, 0, 0, 30))
                .toTheEnd();

        assertThat(end.step("testcases", RecordsState.class).counted())
                .isEqualTo(new Books(1_000, 900, 100, 0, 0, 1_000, 0, 300));
        assertThat(end.status()).isEqualTo(ExecutionStatus.SUCCESS);
    }
}
