package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.RetryAfterForm;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestSwitches;
import io.drover.sandbox.zephyr.ZephyrSwitches;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The outside systems at their worst: what they hold and how they answer. */
class OutsideFaultsTest {

    private static final int CASES = 200;

    private Api api;

    @BeforeEach
    void start() throws IOException {
        api = Installation.shared().api();
    }

    @Test
    void a_call_cycle_is_flattened_with_a_finding() {
        try (RunningSandbox sandbox = sandbox()) {
            sandbox.switches().set(ZephyrSwitches.CALLED_CASE_CYCLE, true);

            Execution execution = run(sandbox, "call-cycle");

            assertThat(execution.findings("CALL_CYCLE_FLATTENED"))
                    .as(execution.toString())
                    .isPositive();
            assertWhole(sandbox, execution);
        }
    }

    @Test
    void a_folder_without_its_parent_is_kept_with_a_finding() {
        try (RunningSandbox sandbox = sandbox()) {
            sandbox.switches().set(ZephyrSwitches.UNKNOWN_PARENT_FOLDER, true);

            Execution execution = run(sandbox, "lost-parent");

            assertThat(execution.findings("PARENT_FOLDER_MISSING"))
                    .as(execution.toString())
                    .isEqualTo(1);
            assertWhole(sandbox, execution);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_storm_of_429_is_weathered_however_it_says_when_to_come_back(RetryAfterForm form) {
        try (RunningSandbox sandbox = sandbox()) {
            sandbox.switches()
                    .set(Switches.RETRY_AFTER, form)
                    .set(Switches.perSecond("zephyr"), 60)
                    .set(Switches.perSecond("qtest"), 60);

            Execution execution = run(sandbox, "throttled-" + form);

            assertThat(sandbox.stats().answers().get(429)).as("answers 429").isGreaterThan(0);
            assertThat(sandbox.stats().limit("qtest").refused()).isPositive();
            assertWhole(sandbox, execution);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "HTML_503", "CONNECTION_RESET", "LOST_ANSWER", "TRUNCATED_BODY"})
    void one_request_in_ten_fails_and_nothing_is_lost_or_doubled(Fault fault) {
        try (RunningSandbox sandbox = sandbox()) {
            sandbox.faults().set(fault, Rule.percent(10));

            Execution execution = run(sandbox, "faulty-" + fault);

            assertThat(sandbox.faults().fired(fault)).isGreaterThan(10);
            assertWhole(sandbox, execution);
        }
    }

    @Test
    void a_search_that_lags_behind_makes_no_duplicates() {
        try (RunningSandbox sandbox = sandbox()) {
            sandbox.switches().set(QTestSwitches.SEARCH_LAG_MS, 1_000);
            sandbox.faults().set(Fault.LOST_ANSWER, Rule.percent(5).on("test-cases"));

            Execution execution = run(sandbox, "lagging-search");

            assertThat(sandbox.faults().fired(Fault.LOST_ANSWER)).isPositive();
            assertWhole(sandbox, execution);
        }
    }

    private static RunningSandbox sandbox() {
        return Sandboxes.generated(CASES, 11);
    }

    private Execution run(RunningSandbox sandbox, String name) {
        return api.run(Migrations.askingLittle(Migrations.define(api, sandbox, name, Migrations.GENERATED)));
    }

    private static void assertWhole(RunningSandbox sandbox, Execution execution) {
        assertThat(execution.state()).as(execution.toString()).isIn("SUCCESS", "PARTIAL");
        assertThat(execution.books("testcases"))
                .as(execution.toString())
                .isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
        assertThat(execution.books("folders").balanced()).isTrue();
        assertThat(execution.books("folders").rejected()).isZero();
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
        assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
    }
}
