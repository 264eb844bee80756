package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.AuditLine;
import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.coordinator.domain.ActionState;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.domain.Window;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guards of docs/guarded-migrations.md, on the real Agola recipe. */
class GuardedExecutionTest {

    @Test
    void everybody_does_their_part_and_it_ends_well() {
        GuardedRun run = new GuardedRun().toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(run.state().steps()).allMatch(step -> step.status() == StepStatus.SUCCESS);
        assertThat(run.commands("import-runservice")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        // A person was asked about what these found, and let the execution go on.
        "preflight-source, SUCCESS",
        "convert-runservice, SUCCESS",
        "export-runservice, PARTIAL",
        "backup-configstore, PARTIAL",
        "verify-runservice, PARTIAL"
    })
    void an_error_is_no_success_unless_a_person_accepted_it(String step, ExecutionStatus status) {
        GuardedRun run = new GuardedRun().until(step);
        Outcome.Done honest = (Outcome.Done) GuardedRun.outcome(step);
        Map<String, Long> totals = new HashMap<>(honest.totals());
        totals.put("errors", 4L);

        run.answer(step, new Outcome.Done(honest.counts(), Map.of(), Map.of(), totals, honest.facts()));
        run.toTheEnd();

        assertThat(run.step(step).status()).isEqualTo(StepStatus.SUCCESS);
        assertThat(run.state().status()).isEqualTo(status);
    }

    @Test
    void nothing_destructive_is_commanded_before_a_person_consented() {
        GuardedRun run = new GuardedRun().until("consent");

        run.later(Duration.ofHours(1));

        assertThat(run.step("consent").status()).isEqualTo(StepStatus.WAITING);
        assertThat(run.state().passedAt()).isNull();
        assertThat(run.commands("import-runservice")).isZero();
    }

    @Test
    void a_consent_is_bound_to_plan_backup_counts_and_files() {
        GuardedRun run = new GuardedRun().until("consent");
        Challenge asked = run.challenge();

        assertThat(asked.destroys()).containsEntry("backup-configstore.User", 2L);
        assertThat(asked.imports()).containsEntry("convert-runservice.Run", 6L);
        assertThat(asked.files()).containsEntry("convert-configstore", "sha-of-convert-configstore");
        assertThat(asked.backup()).isEqualTo("sha-of-archive-backup");
        assertThatThrownBy(() -> run.tell(new Signal.Consented("ann", "another", asked.phrase())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("another plan, backup or count");
        assertThatThrownBy(() -> run.tell(new Signal.Consented("ann", asked.hash(), "yes")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not the phrase");
        assertThat(run.commands("import-runservice")).isZero();
    }

    @Test
    void a_consent_cannot_be_confirmed_like_other_steps() {
        GuardedRun run = new GuardedRun().until("consent");

        assertThatThrownBy(() -> run.tell(new Signal.Confirmed("consent", "ann", "yes, do it")))
                .isInstanceOf(RefusedException.class);
        assertThat(run.step("consent").status()).isEqualTo(StepStatus.WAITING);
    }

    @Test
    void outside_the_maintenance_window_nobody_can_consent() {
        Window window = new Window(GuardedRun.START.plusSeconds(3600), GuardedRun.START.plusSeconds(7200));
        GuardedRun run = new GuardedRun(window).until("consent");

        assertThatThrownBy(run::consent).hasMessageContaining("maintenance window");
        run.later(Duration.ofMinutes(61));
        run.consent();

        assertThat(run.commands("import-runservice")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept-losses", "stop-others", "start-target", "consent"})
    void a_stop_before_the_line_takes_back_the_maintenance_and_leaves_evidence(String waitsAt) {
        GuardedRun run = new GuardedRun().until(waitsAt);

        run.tell(new Signal.StopAsked());
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
        assertThat(run.commands("import-runservice")).isZero();
        assertThat(run.commands("evidence")).isEqualTo(1);
        long opened = waitsAt.equals("consent") ? 1 : 0;
        assertThat(run.commands("open-runservice")).isEqualTo(opened);
        assertThat(run.commands("open-configstore")).isEqualTo(opened);
    }

    @Test
    void a_stop_waits_for_a_maintenance_change_under_way_before_it_takes_it_back() {
        GuardedRun run = new GuardedRun().until("hold-runservice");

        run.tell(new Signal.StopAsked());
        assertThat(run.commands("open-runservice")).isZero();
        run.done("hold-runservice");

        assertThat(run.commands("open-runservice")).isEqualTo(1);
        assertThat(run.commands("open-configstore")).isZero();
    }

    @Test
    void a_failure_before_the_line_takes_back_the_maintenance_and_ends_as_an_error() {
        GuardedRun run = new GuardedRun().until("archive-backup");

        run.fails("archive-backup", FailureType.USER, "PASSWORD_MISSING");
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(run.step("open-configstore").status()).isEqualTo(StepStatus.SUCCESS);
        assertThat(run.commands("import-runservice")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-runservice", "import-configstore", "verify-configstore", "open-runservice"})
    void a_failure_past_the_line_is_held_and_nothing_is_tried_again_by_itself(String step) {
        GuardedRun run = new GuardedRun().until(step);
        long before = run.commands(step);

        run.fails(step, FailureType.EXTERNAL, "CONNECTION_LOST");
        run.later(Duration.ofHours(5));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(run.commands(step)).isEqualTo(before);
        assertThat(run.commands("open-configstore")).isZero();
        assertThatThrownBy(() -> run.tell(new Signal.StopAsked())).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-configstore", "open-runservice"})
    void what_sent_nothing_for_want_of_drovers_own_database_goes_on_past_the_line(String step) {
        GuardedRun run = new GuardedRun().until(step);
        run.done("verify-runservice"); // which would run out of time beside it

        for (int i = 0; i < 7; i++) {
            run.fails(step, FailureType.RESOURCES, "DATABASE_UNAVAILABLE");
            run.later(Duration.ofMinutes(1));
        }
        assertThat(run.commands(step)).isEqualTo(8);
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(run.commands("import-configstore")).isEqualTo(1);
    }

    @Test
    void an_import_that_says_it_sent_nothing_is_held_all_the_same() {
        GuardedRun run = new GuardedRun().until("import-configstore");

        run.fails("import-configstore", FailureType.RESOURCES, "DATABASE_UNAVAILABLE");
        run.later(Duration.ofMinutes(1));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(run.commands("import-configstore")).isEqualTo(1);
    }

    @Test
    void a_destructive_attempt_that_falls_silent_is_held_and_not_given_to_another() {
        GuardedRun run = new GuardedRun().until("import-configstore");

        run.answer("import-configstore", new Outcome.Running());
        run.later(Duration.ofSeconds(31));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(run.commands("import-configstore")).isEqualTo(1);
    }

    @Test
    void an_import_that_nobody_begins_is_never_commanded_twice_and_a_person_is_asked_again_when_its_permit_has_ended() {
        GuardedRun run = new GuardedRun().until("import-runservice");

        run.later(Duration.ofSeconds(120));
        run.later(Duration.ofMinutes(12));
        assertThat(run.step("import-runservice").status()).isEqualTo(StepStatus.RUNNING);
        assertThat(run.step("consent").status()).isEqualTo(StepStatus.SUCCESS);
        run.later(Duration.ofMinutes(60));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(run.step("consent").status()).isEqualTo(StepStatus.WAITING);
        assertThat(run.state().passedAt()).isNull();
        assertThat(run.commands("import-runservice")).isEqualTo(1);
        run.consent();
        assertThat(run.commands("import-runservice")).isEqualTo(2);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void signs_of_life_keep_a_long_import_alive() {
        GuardedRun run = new GuardedRun().until("import-configstore");

        for (int i = 0; i < 60; i++) {
            run.later(Duration.ofSeconds(20));
            run.answer("import-configstore", new Outcome.Running());
        }
        run.done("import-configstore");

        assertThat(run.step("import-configstore").status()).isEqualTo(StepStatus.SUCCESS);
    }

    @Test
    void a_named_person_resumes_with_a_new_consent_and_the_same_file_is_imported_as_the_next_attempt() {
        GuardedRun run = new GuardedRun().until("import-configstore");
        run.fails("import-configstore", FailureType.EXTERNAL, "CONNECTION_LOST");
        Challenge asked = run.challenge();

        run.tell(new Signal.Resumed("bea", "network mended", asked.hash(), asked.phrase()));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(run.state()
                        .step("import-configstore", ActionState.class)
                        .batches()
                        .attempt())
                .isEqualTo(2);
        assertThat(run.commands("import-runservice")).isEqualTo(1);
        assertThatThrownBy(() -> run.tell(new Signal.Resumed("cem", "me too", asked.hash(), asked.phrase())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not held");
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    /** Nobody looked, when a recorded request is sent again. */
    @Test
    void what_was_typed_for_one_occasion_is_no_consent_at_the_next() {
        GuardedRun run = new GuardedRun().until("consent");
        Challenge first = run.challenge();
        run.until("import-configstore");
        run.fails("import-configstore", FailureType.EXTERNAL, "CONNECTION_LOST");
        Challenge held = run.challenge();

        assertThatThrownBy(() -> run.tell(new Signal.Resumed("eve", "again", first.hash(), first.phrase())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("another plan, backup or count");
        run.tell(new Signal.Resumed("bea", "network mended", held.hash(), held.phrase()));
        run.later(Duration.ofMinutes(1));
        run.fails("import-configstore", FailureType.EXTERNAL, "CONNECTION_LOST");
        assertThatThrownBy(() -> run.tell(new Signal.Resumed("eve", "again", held.hash(), held.phrase())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("another plan, backup or count");
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
    }

    @Test
    void a_failed_comparison_resumes_from_the_import_whose_result_it_compared() {
        GuardedRun run = new GuardedRun().until("verify-runservice");
        run.fails("verify-runservice", FailureType.EXTERNAL, "DIFFERENT");
        run.done("verify-configstore");
        Challenge asked = run.challenge();

        run.tell(new Signal.Resumed("bea", "import it again", asked.hash(), asked.phrase()));
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(run.step("import-runservice").course().round()).isEqualTo(1);
        assertThat(run.commands("import-runservice")).isEqualTo(2);
        assertThat(run.commands("import-configstore")).isEqualTo(1);
        assertThat(run.commands("verify-runservice")).isEqualTo(2);
    }

    @Test
    void a_comparison_that_is_resumed_waits_until_what_it_compares_is_imported_again() {
        GuardedRun run = new GuardedRun().until("verify-runservice");
        run.fails("verify-runservice", FailureType.EXTERNAL, "CONNECTION_LOST");
        run.done("verify-configstore");
        Challenge asked = run.challenge();

        run.tell(new Signal.Resumed("bea", "network mended", asked.hash(), asked.phrase()));

        assertThat(run.step("import-runservice").status()).isEqualTo(StepStatus.RUNNING);
        assertThat(run.commands("verify-runservice")).isEqualTo(1);
        run.done("import-runservice");
        assertThat(run.commands("verify-runservice")).isEqualTo(2);
        assertThat(run.commands("open-runservice")).isZero();
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_worker_that_comes_too_late_sends_nothing_and_another_consent_is_asked_for() {
        GuardedRun run = new GuardedRun().until("import-runservice");

        run.fails("import-runservice", FailureType.USER, "CONSENT_EXPIRED");

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(run.state().passedAt()).isNull();
        assertThat(run.step("consent").status()).isEqualTo(StepStatus.WAITING);
        run.consent();
        assertThat(run.state()
                        .step("import-runservice", ActionState.class)
                        .batches()
                        .attempt())
                .isEqualTo(2);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_held_execution_that_is_abandoned_ends_as_an_error_and_access_stays_closed() {
        GuardedRun run = new GuardedRun().until("import-configstore");
        run.fails("import-configstore", FailureType.EXTERNAL, "CONNECTION_LOST");

        run.tell(new Signal.Abandoned("bea", "restored from the archive by hand"));
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(run.commands("open-configstore")).isZero();
        assertThat(run.commands("evidence")).isEqualTo(1);
    }

    @Test
    void the_audit_is_a_chain_that_shows_who_did_what() {
        GuardedRun run = new GuardedRun().toTheEnd();

        List<AuditLine> audit = run.audit();
        String previous = "0".repeat(64);
        for (AuditLine line : audit) {
            JsonNode json = DocumentJson.read(line.json(), JsonNode.class);
            assertThat(json.path("previous").asText()).isEqualTo(previous);
            assertThat(json.path("hash").asText()).isEqualTo(line.hash());
            previous = line.hash();
        }
        assertThat(run.state().audit().head()).isEqualTo(previous);
        assertThat(audit)
                .anyMatch(line ->
                        line.json().contains("consent.given") && line.json().contains("ann"));
        assertThat(audit).anyMatch(line -> line.json().contains("point-of-no-return.passed"));
    }

    @Test
    void the_last_safe_abort_is_the_consent() {
        assertThat(new GuardedRun().plan().lastSafeAbort())
                .get()
                .extracting("id")
                .isEqualTo("consent");
    }
}
