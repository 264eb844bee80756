package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.RetryAfterForm;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import io.drover.sandbox.zephyr.ZephyrSwitches;
import io.drover.spi.BatchSpec;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Record;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the source does when the system misbehaves; each test first sees that it did. */
class ZephyrFaultsTest {

    private static final int CASES = 120;

    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(CASES, 3));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void calm() {
        sandbox.reset();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SERVER_ERROR", "HTML_503", "TRUNCATED_BODY", "CONNECTION_RESET", "STALLED_BODY"})
    void a_fault_on_the_way_costs_time_and_no_record(Fault fault) {
        List<Record> calm = readAll(settings());
        sandbox.faults().set(fault, Rule.next(4).on("/testcases/{"));
        ObjectNode settings = settings();
        if (fault == Fault.STALLED_BODY) {
            settings.withObjectProperty("http").put("responseTimeoutMs", 500);
        }
        assertThat(readAll(settings)).containsExactlyInAnyOrderElementsOf(calm);
        assertThat(sandbox.faults().fired(fault)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(RetryAfterForm.class)
    void a_rate_limit_slows_down_and_loses_nothing(RetryAfterForm form) {
        sandbox.switches().set(Switches.perSecond("zephyr"), 100).set(Switches.RETRY_AFTER, form);
        Zephyrs.Counter meter = new Zephyrs.Counter();
        Connection connection =
                Zephyrs.connection(settings(), ZephyrLookAlike.in(sandbox).token(), meter);
        assertThat(readAll(connection)).hasSize(CASES);
        assertThat(sandbox.stats().limit("zephyr").refused()).isPositive();
        assertThat((long) meter.throttled.get())
                .isEqualTo(sandbox.stats().limit("zephyr").refused());
        assertThat(meter.requests.get()).isGreaterThan(CASES);
    }

    @Test
    void a_server_that_gives_less_than_asked_is_read_to_the_end_all_the_same() {
        List<Record> whole = readAll(settings());
        cap(7);
        assertThat(readAll(settings())).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void the_offset_listing_gives_the_same_records() {
        List<Record> byCursor = readAll(settings());
        assertThat(readAll(settings().put("listing", "offset"))).containsExactlyInAnyOrderElementsOf(byCursor);
        cap(7);
        assertThat(readAll(settings().put("listing", "offset"))).containsExactlyInAnyOrderElementsOf(byCursor);
    }

    @Test
    void a_tenant_without_the_cursor_listing_is_read_by_offset() {
        sandbox.faults().set(Fault.HTML_503, Rule.percent(100).on("/testcases/nextgen"));
        ObjectNode settings = settings();
        settings.withObjectProperty("http").put("patienceMs", 200);
        assertThat(readAll(settings)).hasSize(CASES);
        assertThat(sandbox.faults().fired(Fault.HTML_503)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/testcases/nextgen", "/attachments", "/versions"})
    void a_page_of_the_gateway_now_and_then_is_no_tenant_without(String requests) {
        sandbox.faults().set(Fault.HTML_503, Rule.next(3).on(requests));
        Surveys survey = plan(Zephyrs.connection(sandbox, settings()), 50);
        assertThat(sandbox.faults().fired(Fault.HTML_503)).isEqualTo(3);
        assertThat(survey.findings()).isEmpty();
        sandbox.faults().set(Fault.HTML_503, Rule.next(3).on(requests));
        CollectedRecords read = Zephyrs.readToEnd(
                Zephyrs.connection(sandbox, settings()), survey.batches().getFirst());
        assertThat(sandbox.faults().fired(Fault.HTML_503)).isEqualTo(6);
        assertThat(read.findings()).isNotEmpty().noneMatch(f -> String.valueOf(f.evidence())
                .startsWith("not known"));
    }

    @Test
    void an_open_slice_goes_on_beyond_what_the_plan_saw() {
        List<BatchSpec> batches =
                plan(Zephyrs.connection(sandbox, settings()), 1000).batches();
        BatchSpec whole = batches.getFirst();
        ObjectNode small = whole.cursor().deepCopy();
        small.put("size", 50); // as if the plan had been made when there were fewer cases
        CollectedRecords read =
                Zephyrs.readToEnd(Zephyrs.connection(sandbox, settings()), new BatchSpec(TestCase.TYPE, small, 50));
        assertThat(read.ids()).doesNotHaveDuplicates().hasSize(CASES);
    }

    @Test
    void a_revoked_token_stops_the_batch_for_the_user() {
        List<BatchSpec> batches =
                plan(Zephyrs.connection(sandbox, settings()), 50).batches();
        sandbox.switches().set(ZephyrSwitches.TOKEN_REVOKED, true);
        assertThatThrownBy(() -> Zephyrs.readToEnd(Zephyrs.connection(sandbox, settings()), batches.getFirst()))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.type()).isEqualTo(FailureType.USER))
                .hasMessageNotContaining(ZephyrLookAlike.in(sandbox).token());
    }

    @Test
    void a_project_that_is_not_enabled_fails_the_check() {
        sandbox.switches().set(ZephyrSwitches.PROJECT_DISABLED, true);
        try (Source source = Zephyrs.open(Zephyrs.connection(sandbox, settings()))) {
            assertThat(source.check().code()).isIn("PROJECT_NOT_FOUND", "PROJECT_NOT_ENABLED");
        }
    }

    private static void cap(int rows) {
        sandbox.switches().set(ZephyrSwitches.PAGE_CAP, rows);
    }

    private static ObjectNode settings() {
        return Zephyrs.settings(ZephyrLookAlike.in(sandbox).url(), "GEN");
    }

    private static List<Record> readAll(ObjectNode settings) {
        return readAll(Zephyrs.connection(sandbox, settings));
    }

    private static List<Record> readAll(Connection connection) {
        List<Record> all = new ArrayList<>();
        plan(connection, 50)
                .batches()
                .forEach(b -> all.addAll(Zephyrs.readToEnd(connection, b).records()));
        return all;
    }

    private static Surveys plan(Connection connection, int batchSize) {
        Surveys sink = new Surveys();
        try (Source source = Zephyrs.open(connection)) {
            Survey survey = source.plan(List.of(TestCase.TYPE), batchSize, sink);
            assertThat(survey.counts()).containsEntry(TestCase.TYPE, (long) CASES);
        }
        return sink;
    }
}
