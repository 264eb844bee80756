package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.PhaseWork;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Terminal PLAIN = new Terminal(80, 24, false, true);

    @Test
    void the_screen_shows_steps_and_the_phases_of_what_runs() {
        Pace pace = new Pace();
        pace.observe(execution(1000, 0), 0);
        pace.observe(execution(3000, 500), Duration.ofSeconds(2).toNanos());

        List<String> screen =
                new ProgressLines(pace, PLAIN).screen(execution(3000, 500), Duration.ofSeconds(12), Set.of());

        assertThat(String.join("\n", screen)).isEqualTo("""
                        mattermost  RUNNING  12 s
                         ✓ Check the connections  0.4 s
                         ✓ Folders                1.2 s  386 records
                         ▸ Test cases             500 of 5,059  about 18 s left
                             extract    ██████████████░░░░░░░░░░  3,000 of 5,059  1,000/s
                             load       ██░░░░░░░░░░░░░░░░░░░░░░  500 of 5,059  250/s
                         - Attachments            the source has none
                         · Evidence""");
    }

    @Test
    void a_pipe_gets_one_line() {
        String line = new ProgressLines(new Pace(), Terminal.NONE).line(execution(3000, 500), Duration.ofSeconds(12));

        assertThat(line).isEqualTo("12 s  Test cases: extract 3,000 of 5,059, load 500 of 5,059");
    }

    @Test
    void on_a_small_terminal_what_goes_on_stays_in_sight() {
        List<String> screen = new ProgressLines(new Pace(), new Terminal(80, 8, false, true))
                .screen(execution(3000, 500), Duration.ofSeconds(12), Set.of());

        assertThat(String.join("\n", screen)).isEqualTo("""
                        mattermost  RUNNING  12 s
                         ✓ 2 steps are over
                         ▸ Test cases             500 of 5,059
                             extract    ██████████████░░░░░░░░░░  3,000 of 5,059
                             load       ██░░░░░░░░░░░░░░░░░░░░░░  500 of 5,059
                         - Attachments            the source has none
                         · Evidence""");
    }

    @Test
    void no_time_is_told_while_a_phase_stands_still() {
        Pace pace = new Pace();
        pace.observe(execution(1000, 0), 0);
        pace.observe(execution(3000, 0), Duration.ofSeconds(2).toNanos());

        assertThat(pace.left(execution(3000, 0).steps().get(2))).isEmpty();
    }

    @Test
    void the_pace_is_that_of_the_last_seconds_only() {
        Pace pace = new Pace();
        Step step = execution(0, 0).steps().get(2);
        pace.observe(execution(0, 0), 0);
        pace.observe(execution(4000, 0), Duration.ofSeconds(1).toNanos());
        pace.observe(execution(4010, 0), Duration.ofSeconds(8).toNanos());
        pace.observe(execution(4020, 0), Duration.ofSeconds(18).toNanos());

        assertThat(pace.perSecond(step, "extract")).hasValue(1.0);
    }

    @Test
    void the_summary_is_the_books_the_findings_and_what_they_mean() {
        assertThat(String.join("\n", Summary.lines(ended(ExecutionStatus.PARTIAL, 2))))
                .isEqualTo("""
                                   EXTRACTED CREATED UPDATED SKIPPED REJECTED DROPPED VERIFIED DIFFERENT
                        Folders          386       6     380       0        0       0      386         0
                        Test cases     5,059   5,057       0       0        2       0    5,048         9

                        FINDINGS         COUNT
                        call-cycle           2
                        value-truncated  1,234

                        5,445 records are accounted for: 5,434 in the target as they should be, 9
                        different or missing in the target, 2 rejected. The report says which and why.
                        It took 12 s.""");
    }

    @Test
    void only_when_all_is_as_it_should_be_the_books_are_called_balanced() {
        Execution fine = with(ended(ExecutionStatus.SUCCESS, 0), Map.of("t", new Books(5, 4, 1, 0, 0, 5, 0, 2)));
        Execution notRead = with(fine, Map.of("t", new Books(5, 5, 0, 0, 0, 3, 0, 0)));
        Execution dropped = with(fine, Map.of("t", new Books(1, 0, 0, 0, 1, 0, 0, 0)));

        assertThat(Summary.lines(fine)).contains("The books balance: every record is accounted for.");
        assertThat(String.join(" ", Summary.lines(notRead)))
                .contains("5 records are accounted for: 3 in the target as they should be, 2 in the target and not read"
                        + " back. The report says which and why.");
        assertThat(Summary.lines(dropped))
                .contains("1 record is accounted for: 1 dropped. The report says which and why.");
    }

    @Test
    void books_that_are_too_wide_go_without_what_is_0_in_all_of_them() {
        Execution wide =
                with(ended(ExecutionStatus.SUCCESS, 0), Map.of("linked_account", new Books(5, 5, 0, 0, 0, 5, 0, 0)));

        assertThat(Summary.lines(wide).getFirst())
                .hasSizeLessThanOrEqualTo(80)
                .contains("EXTRACTED CREATED SKIPPED REJECTED DROPPED VERIFIED DIFFERENT");
    }

    @Test
    void a_stopped_run_does_not_claim_that_the_target_holds_no_more() {
        assertThat(String.join("\n", Summary.lines(ended(ExecutionStatus.STOPPED, 0))))
                .contains("It was stopped.")
                .contains("except what a worker that died had done");
    }

    @Test
    void why_it_is_slow_is_seen() {
        Execution throttled = execution(3000, 500, 339);

        assertThat(new ProgressLines(new Pace(), PLAIN).screen(throttled, Duration.ofSeconds(12), Set.of()))
                .contains("     load       ██░░░░░░░░░░░░░░░░░░░░░░  500 of 5,059  throttled 339×");
        assertThat(new ProgressLines(new Pace(), Terminal.NONE).line(throttled, Duration.ofSeconds(12)))
                .endsWith("load 500 of 5,059  throttled 339×");
    }

    @Test
    void books_that_do_not_balance_are_not_called_balanced() {
        Execution execution = ended(ExecutionStatus.SUCCESS, 0);
        execution = with(execution, Map.of("testcases", new Books(5, 3, 0, 0, 0, 3, 0, 0)));

        assertThat(Summary.lines(execution)).contains("The books do NOT balance: records are not accounted for.");
    }

    @Test
    void an_error_is_told_with_its_code() {
        assertThat(Summary.lines(ended(ExecutionStatus.ERROR, 0)))
                .containsSequence(
                        "It ended with an error (ZEPHYR_UNAUTHORIZED):", "The token is refused.", "It took 12 s.");
    }

    @Test
    void for_programs_the_summary_is_one_object_with_the_agreed_keys() {
        assertThat(Summary.json(ended(ExecutionStatus.PARTIAL, 2), "/tmp/report.html"))
                .isEqualTo("{\"execution\":\"e-1\",\"state\":\"PARTIAL\",\"books\":{"
                        + "\"folders\":{\"extracted\":386,\"loaded\":386,\"created\":6,\"updated\":380,\"skipped\":0,\"rejected\":0,\"dropped\":0},"
                        + "\"testcases\":{\"extracted\":5059,\"loaded\":5057,\"created\":5057,\"updated\":0,\"skipped\":0,\"rejected\":2,\"dropped\":0}},"
                        + "\"findings\":{\"call-cycle\":2,\"value-truncated\":1234},"
                        + "\"durationMs\":12345,\"report\":\"/tmp/report.html\"}");
    }

    private static Execution execution(long extracted, long loaded) {
        return execution(extracted, loaded, 0);
    }

    private static Execution execution(long extracted, long loaded, long throttled) {
        Map<String, PhaseWork> phases = new LinkedHashMap<>();
        phases.put("extract", Executions.work(21, 12, 4, extracted, 0));
        phases.put("load", Executions.work(21, 2, 4, loaded, throttled));
        return Executions.running(
                "mattermost",
                START,
                List.of(
                        step("check", "Check the connections", "operation", StepStatus.SUCCESS, null, 400, 0, Map.of()),
                        step(
                                "folders",
                                "Folders",
                                "records",
                                StepStatus.SUCCESS,
                                null,
                                1200,
                                386,
                                Map.of("validate", Executions.work(2, 2, 0, 386, 0))),
                        step("testcases", "Test cases", "records", StepStatus.RUNNING, null, 0, 5059, phases),
                        step(
                                "attachments",
                                "Attachments",
                                "records",
                                StepStatus.SKIPPED,
                                "the source has none",
                                0,
                                0,
                                Map.of()),
                        step("evidence", "Evidence", "operation", StepStatus.PENDING, null, 0, 0, Map.of())));
    }

    private static Step step(
            String id,
            String title,
            String kind,
            StepStatus state,
            @Nullable String reason,
            long ms,
            long expected,
            Map<String, PhaseWork> phases) {
        Instant end = ms > 0 ? START.plusMillis(ms) : null;
        return Executions.step(id, title, kind, state, reason, START, end, expected, phases);
    }

    private static Execution ended(ExecutionStatus state, long rejected) {
        Map<String, Books> books = new LinkedHashMap<>();
        books.put("folders", new Books(386, 386, 0, 0, 0, 386, 0, 380));
        books.put("testcases", new Books(5059, 5059 - rejected, 0, rejected, 0, 5050 - rejected, 9, 0));
        Map<String, Long> findings = new LinkedHashMap<>();
        findings.put("call-cycle", 2L);
        findings.put("value-truncated", 1234L);
        Failure failure = state == ExecutionStatus.ERROR
                ? new Failure("ZEPHYR_UNAUTHORIZED", "USER", "The token is refused.")
                : null;
        return Executions.of(
                "mattermost",
                state,
                START,
                START.plusSeconds(12),
                12345,
                failure,
                execution(0, 0).steps(),
                books,
                findings);
    }

    private static Execution with(Execution execution, Map<String, Books> books) {
        return Executions.of(
                execution.migration(),
                execution.state(),
                execution.startedAt(),
                execution.finishedAt(),
                execution.durationMs(),
                execution.failure(),
                execution.steps(),
                books,
                execution.findings());
    }
}
