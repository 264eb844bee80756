package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.RetryAfterForm;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.qtest.QTestSwitches;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Loads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the target does when the system misbehaves or refuses; each fault is first seen to happen. */
class QTestFaultsTest {

    private static final String CREATE = "POST /api/v3/projects/{project}/test-cases";
    private static final int SOME = 20;

    private static RunningSandbox sandbox;
    private String parentId = "";

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(QTestOptions.usual());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty_and_prepared() {
        sandbox.reset();
        QTests.prepare(sandbox);
        try (Target target = QTests.open(QTests.connection(sandbox))) {
            parentId = Samples.parent(target, "1");
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_fault_while_creating_leaves_each_record_there_once(Fault fault) {
        sandbox.faults().set(fault, Rule.next(3).on(CREATE));
        Connection connection =
                switch (fault) {
                    case EXPIRED_TOKEN -> byPassword();
                    case STALLED_BODY -> impatient();
                    default -> QTests.connection(sandbox);
                };
        Loads loads = load(connection, some());
        assertThat(sandbox.faults().fired(fault)).isEqualTo(3);
        assertThat(loads.loaded()).hasSize(SOME);
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(SOME);
        assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
    }

    @Test
    void a_system_that_fails_often_in_a_row_rejects_no_record() {
        sandbox.faults().set(Fault.HTML_503, Rule.next(8).on(CREATE));
        Loads loads = load(QTests.connection(sandbox), List.of(Samples.testCase("MM-T1", parentId)));
        assertThat(sandbox.faults().fired(Fault.HTML_503)).isEqualTo(8);
        assertThat(loads.loaded()).hasSize(1);
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isOne();
    }

    @ParameterizedTest
    @EnumSource(RetryAfterForm.class)
    void a_rate_limit_slows_down_and_makes_no_duplicates(RetryAfterForm form) {
        sandbox.switches()
                .set(Switches.perSecond("qtest"), 9)
                .set(Switches.RETRY_AFTER, form)
                .set(QTestSwitches.CREATED_STATUS, 201);
        assertThat(load(QTests.connection(sandbox), some()).loaded()).hasSize(SOME);
        assertThat(sandbox.stats().limit("qtest").refused()).isPositive();
        assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
    }

    @Test
    void a_lost_answer_is_told() {
        sandbox.faults().set(Fault.LOST_ANSWER, Rule.next(1).on(CREATE));
        assertThat(load(QTests.connection(sandbox), some()).findings())
                .extracting(Finding::code)
                .containsExactly("DOUBT_RESOLVED");
    }

    @Test
    void what_the_index_does_not_show_yet_is_read_one_by_one() {
        sandbox.switches().set(QTestSwitches.SEARCH_LAG_MS, 60_000);
        List<Record> records = some();
        Loads loads = load(QTests.connection(sandbox), records);
        CollectedRecords read = new CollectedRecords();
        try (Target target = QTests.open(QTests.connection(sandbox))) {
            target.fetch(records.getFirst().entityType(), loads.loaded(), read);
        }
        assertThat(read.records()).containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    void a_double_is_read_back_twice() {
        List<Record> records = some();
        Loads loads = load(QTests.connection(sandbox), records);
        load(QTests.connection(sandbox), records.subList(0, 1));
        CollectedRecords read = new CollectedRecords();
        try (Target target = QTests.open(QTests.connection(sandbox))) {
            target.fetch(records.getFirst().entityType(), loads.loaded(), read);
        }
        assertThat(read.ids()).hasSize(SOME + 1);
    }

    @Test
    void a_value_that_the_target_refuses_rejects_that_record_only() {
        List<Record> records = new ArrayList<>(some());
        records.set(3, Samples.testCase("MM-T4", parentId, Map.of("Team", TextNode.valueOf("Green")), List.of()));
        records.set(5, Samples.testCase("MM-T6", "999999", Map.of(), List.of()));
        Loads loads = load(QTests.connection(sandbox), records);
        assertThat(loads.loaded()).hasSize(SOME - 2);
        assertThat(loads.rejected())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("VALUE_NOT_ALLOWED", "TARGET_REFUSED");
        assertThat(loads.rejected())
                .filteredOn(f -> f.code().equals("VALUE_NOT_ALLOWED"))
                .first()
                .satisfies(f -> assertThat(f.field()).isEqualTo("Team"));
    }

    @Test
    void a_called_case_is_approved_before_its_caller_and_read_back_as_a_call() {
        Loads called = load(QTests.connection(sandbox), List.of(Samples.testCase("MM-T1", parentId)));
        String id = called.loaded().getFirst().targetId();
        TargetStep call = new TargetStep("", "", TextNode.valueOf(id));
        Record caller = Samples.testCase("MM-T2", parentId, Map.of(), List.of(call));
        Loads loads = load(QTests.connection(sandbox), List.of(caller));
        assertThat(loads.rejected()).isEmpty();
        assertThat(QTestLookAlike.in(sandbox).counts().approved()).isOne();
        CollectedRecords read = new CollectedRecords();
        try (Target target = QTests.open(QTests.connection(sandbox))) {
            target.fetch(caller.entityType(), loads.loaded(), read);
        }
        assertThat(read.records()).containsExactly(caller);
    }

    @Test
    void a_called_case_of_a_restored_project_is_approved_again() {
        for (int round = 0; round < 2; round++) {
            empty_and_prepared();
            Loads called = load(QTests.connection(sandbox), List.of(Samples.testCase("MM-T7", parentId)));
            TargetStep call = new TargetStep(
                    "", "", TextNode.valueOf(called.loaded().getFirst().targetId()));
            Record caller = Samples.testCase("MM-T8", parentId, Map.of(), List.of(call));
            assertThat(load(QTests.connection(sandbox), List.of(caller)).rejected())
                    .isEmpty();
        }
    }

    @Test
    void many_modules_are_read_back_with_one_listing_and_doubles_show() {
        List<Record> modules = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            modules.add(Samples.module(String.valueOf(i), "Module " + i, i < 25 ? parentId : null));
        }
        Loads loads = load(QTests.connection(sandbox), modules);
        load(QTests.connection(sandbox), modules.subList(0, 1));
        CollectedRecords read = new CollectedRecords();
        try (Target target = QTests.open(QTests.connection(sandbox))) {
            target.fetch(modules.getFirst().entityType(), loads.loaded(), read);
            assertThat(target.findByOrigin(
                            modules.getFirst().entityType(),
                            modules.stream().map(m -> new LoadItem(m, null)).toList()))
                    .hasSize(30)
                    .hasEntrySatisfying("10", ids -> assertThat(ids).hasSize(2));
        }
        assertThat(read.records()).hasSize(31).containsAll(modules);
        assertThat(sandbox.requests()).doesNotContainKey("qtest GET /api/v3/projects/{project}/modules/{module}");
    }

    @Test
    void a_case_without_a_parent_is_told_and_found_again() {
        sandbox.faults().set(Fault.LOST_ANSWER, Rule.next(1).on(CREATE));
        Loads loads = load(QTests.connection(sandbox), List.of(Samples.testCase("MM-T1", null)));
        assertThat(loads.loaded()).hasSize(1);
        assertThat(loads.findings()).extracting(Finding::code).containsExactlyInAnyOrder("NO_PARENT", "DOUBT_RESOLVED");
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isOne();
    }

    @Test
    void a_revoked_token_stops_the_batch_for_the_user() {
        sandbox.switches().set(QTestSwitches.TOKEN_REVOKED, true);
        assertThatThrownBy(() -> load(QTests.connection(sandbox), some()))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("TOKEN_REFUSED"))
                .hasMessageNotContaining(QTestLookAlike.in(sandbox).token());
        assertThatThrownBy(() -> load(byPassword(), some()))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("TOKEN_REFUSED"));
    }

    private static Connection byPassword() {
        ObjectNode settings = QTests.settings(QTestLookAlike.in(sandbox).url());
        settings.put("username", QTestOptions.USER).put("site", QTestOptions.SITE);
        return QTests.connection(settings, QTestOptions.PASSWORD);
    }

    private List<Record> some() {
        List<Record> records = new ArrayList<>();
        for (int i = 1; i <= SOME; i++) {
            records.add(Samples.testCase("MM-T" + i, parentId));
        }
        return records;
    }

    private static Connection impatient() {
        ObjectNode settings = QTests.settings(QTestLookAlike.in(sandbox).url());
        settings.withObjectProperty("http").put("responseTimeoutMs", 500);
        return QTests.connection(settings);
    }

    private static Loads load(Connection connection, List<Record> records) {
        Loads loads = Loads.owning();
        try (Target target = QTests.open(connection)) {
            target.load(records.stream().map(r -> new LoadItem(r, null)).toList(), loads);
        }
        return loads;
    }
}
