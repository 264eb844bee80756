package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.StepStatus;
import io.drover.api.Waits;
import io.drover.contracts.Outcome.FailureType;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Waiting in a topic fails nothing; silence after a sign of life is death. The deadline is 60 s. */
class SilenceTest {

    /** Of a batch whose cause may go away by itself. */
    private static final int TRIES = 8;

    private final OneBatch run = new OneBatch();

    @Test
    void a_batch_that_nobody_takes_is_commanded_again_slowly_and_never_fails() {
        run.pass(Duration.ofDays(3));

        assertThat(run.step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(run.batch().tries()).isEqualTo(1);
        assertThat(run.batch().attempt())
                .as("doubled up to an hour, then once an hour")
                .isBetween(72, 80);
    }

    @Test
    void the_time_between_two_commands_doubles_up_to_an_hour() {
        run.pass(Duration.ofSeconds(59));
        assertThat(run.batch().attempt()).isEqualTo(1);
        run.pass(Duration.ofSeconds(1));
        assertThat(run.batch().attempt()).isEqualTo(2);
        run.pass(Duration.ofSeconds(119));
        assertThat(run.batch().attempt()).isEqualTo(2);
        run.pass(Duration.ofSeconds(1));
        assertThat(run.batch().attempt()).isEqualTo(3);
        run.pass(Duration.ofHours(10));

        assertThat(Duration.between(run.now(), run.state().nextDue().orElseThrow()))
                .isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void it_is_told_as_waiting_and_since_when_until_somebody_takes_it() {
        assertThat(run.waits()).isNull();

        run.pass(Duration.ofSeconds(60));

        assertThat(run.waits())
                .isEqualTo(new Waits(
                        "no validator-service has taken the batch since 2026-01-01T00:00:00Z; it waits in the topic,"
                                + " or none runs",
                        OneBatch.START.plusSeconds(180),
                        1,
                        0));
        assertThat(run.effects())
                .anyMatch(effect ->
                        effect instanceof Effect.Note note && note.what().equals("batch.waits"));
        run.alive(1);
        assertThat(run.waits()).isNull();
    }

    @Test
    void after_the_first_sign_half_a_minute_of_silence_is_death_and_counts() {
        for (int attempt = 1; attempt < TRIES; attempt++) {
            run.alive(attempt);
            run.pass(Duration.ofSeconds(30));
            assertThat(run.batch().tries()).isEqualTo(attempt + 1);
        }
        run.alive(TRIES);
        run.pass(Duration.ofSeconds(30));

        assertThat(run.step().status()).isEqualTo(StepStatus.ERROR);
        assertThat(Objects.requireNonNull(run.state().failure()).code()).isEqualTo("NO_RESULT");
    }

    @Test
    void an_attempt_that_gives_signs_lives_as_long_as_it_takes() {
        for (int i = 0; i < 1_000; i++) {
            run.pass(Duration.ofSeconds(29));
            run.alive(1);
        }

        assertThat(run.batch().attempt()).isEqualTo(1);
    }

    @Test
    void the_signs_of_an_earlier_attempt_count_for_the_batch() {
        run.pass(Duration.ofSeconds(60));
        assertThat(run.batch().attempt()).isEqualTo(2);

        for (int i = 0; i < 100; i++) {
            run.alive(1);
            run.pass(Duration.ofSeconds(29));
        }
        assertThat(run.batch().attempt()).isEqualTo(2);
        run.answers(1, OneBatch.DONE);

        assertThat(run.step().status()).isEqualTo(StepStatus.SUCCESS);
    }

    @Test
    void an_attempt_that_found_another_one_alive_costs_no_try_and_the_others_failure_counts() {
        run.pass(Duration.ofSeconds(60));

        run.fails(2, "ALREADY_RUNNING", FailureType.INTERNAL);
        assertThat(run.batch().tries()).isEqualTo(1);
        run.fails(1, "HTTP_503", FailureType.EXTERNAL);

        assertThat(run.batch().status()).isEqualTo(OpenBatch.Status.WAITING);
        assertThat(run.batch().tries()).isEqualTo(1);
        run.pass(Duration.ofSeconds(1));
        assertThat(run.batch().attempt()).isEqualTo(3);
        assertThat(run.batch().tries()).isEqualTo(2);
    }

    @Test
    void an_earlier_attempts_failure_is_ignored_while_the_later_one_is_not_known_to_defer_to_it() {
        run.pass(Duration.ofSeconds(60));
        ExecutionState before = run.state();

        run.fails(1, "TOKEN_REFUSED", FailureType.USER);

        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void a_load_that_is_slower_than_its_deadline_is_one_attempt() {
        for (int attempt = 2; attempt <= 6; attempt++) {
            run.pass(Duration.ofMinutes(5));
            run.fails(run.batch().attempt(), "ALREADY_RUNNING", FailureType.INTERNAL);
            run.alive(1);
            assertThat(run.step().status()).isEqualTo(StepStatus.RUNNING);
        }
        run.answers(1, OneBatch.DONE);

        assertThat(run.step().status()).isEqualTo(StepStatus.SUCCESS);
    }

    @Test
    void an_execution_that_began_under_an_older_release_goes_on_by_its_rules() {
        Plan plan = DeciderTest.plan();
        String old = DocumentJson.write(plan).replace(",\"decisions\":" + Plan.DECISIONS, "");
        assertThat(old).isNotEqualTo(DocumentJson.write(plan));
        OneBatch before = new OneBatch(DocumentJson.read(old, Plan.class));

        before.pass(Duration.ofMinutes(60));

        assertThat(before.step().status()).isEqualTo(StepStatus.ERROR);
    }

    @Test
    void a_batch_that_an_older_release_left_running_is_read_and_counted_as_it_was() {
        String old = DocumentJson.write(run.state()).replaceAll(",\"unheardSince\":\"[^\"]*\"", "");
        assertThat(old).isNotEqualTo(DocumentJson.write(run.state()));

        ExecutionState state = DocumentJson.read(old, ExecutionState.class);
        Instant due = state.nextDue().orElseThrow();
        ExecutionState next = new Decider(DeciderTest.plan())
                .decide(state, new Signal.TimePassed(), due)
                .next();

        assertThat(next.step("check").open().getFirst().status()).isEqualTo(OpenBatch.Status.WAITING);
    }
}
