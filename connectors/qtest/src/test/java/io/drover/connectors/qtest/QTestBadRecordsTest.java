package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Loads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record that qTest does not take, or does not show, is one finding; all others go on. */
class QTestBadRecordsTest extends QTestTrial {

    private static final int SOME = 8;
    private static final String BAD = "MM-T3";

    /** Answers to the request about one record, whatever they are. */
    private static final String CREATION = "{\"method\":\"POST\",\"path\":\"/test-cases$\",\"in\":\"" + BAD + "\",";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":400,\"text\":\"{\\\"message\\\":\\\"no\\\"}\"}",
                "\"status\":404,\"text\":\"no\"}",
                "\"status\":413,\"text\":\"<html>too large</html>\"}",
                "\"status\":403,\"text\":\"<html><title>Blocked</title></html>\",\"contentType\":\"text/html\"}",
                "\"status\":403,\"text\":\"{\\\"message\\\":\\\"not this one\\\"}\"}",
                "\"status\":500,\"text\":\"{}\"}",
                "\"status\":200,\"text\":\"<html>log in</html>\",\"contentType\":\"text/html\"}",
                "\"status\":200,\"text\":\"[]\"}",
                "\"status\":302,\"headers\":{\"Location\":\"/\"}}"
            })
    void a_refused_creation_is_one_rejected_record_and_says_what_was_answered(String answer) {
        odd(CREATION + answer);
        Loads loads = create(hasty(), cases(SOME));
        assertThat(odds()).isPositive();
        assertThat(loads.loaded()).hasSize(SOME - 1);
        assertThat(loads.rejected()).singleElement().satisfies(why -> {
            assertThat(why.code()).isEqualTo("TARGET_REFUSED");
            assertThat(why.subject()).isEqualTo(BAD);
            assertThat(why.evidence()).startsWith("POST /api/v3/projects/1/test-cases answered ");
        });
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(SOME - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SILENT", "CLOSED"})
    void a_creation_that_is_never_answered_is_unsettled(String end) {
        odd(CREATION + "\"status\":500,\"end\":\"" + end + "\"}");
        Loads loads = create(hasty(), cases(SOME));
        assertThat(odds()).isPositive();
        assertThat(loads.loaded()).hasSize(SOME - 1);
        assertThat(loads.rejected()).isEmpty();
        assertThat(loads.unsettled())
                .extracting(Finding::code, Finding::subject)
                .containsExactly(tuple("TARGET_IN_DOUBT", BAD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":500,\"text\":\"{}\"}",
                "\"status\":200,\"text\":\"<html>log in</html>\"}",
                "\"status\":200,\"text\":\"{\\\"id\\\":7}\"}",
                "\"status\":413,\"text\":\"too large\"}",
                "\"end\":\"SILENT\"}"
            })
    void an_update_that_fails_is_one_rejected_record(String answer) {
        List<Located> located = create(connection(), cases(SOME)).loaded();
        odd("{\"method\":\"PUT\",\"path\":\"/test-cases/" + targetId(located, BAD) + "$\"," + answer);
        Loads loads = update(hasty(), located, cases(SOME));
        assertThat(odds()).isPositive();
        assertThat(loads.loaded()).hasSize(SOME - 1);
        assertThat(loads.rejected()).extracting(Finding::code).containsExactly("TARGET_REFUSED");
        assertThat(loads.unsettled()).isEmpty();
    }

    @Test
    void a_module_that_cannot_be_written_is_one_rejected_record() {
        List<Record> modules = new ArrayList<>();
        for (int i = 10; i < 10 + SOME; i++) {
            modules.add(Samples.module(String.valueOf(i), "m" + i, parentId));
        }
        odd("{\"method\":\"POST\",\"path\":\"/modules$\",\"in\":\"m12\",\"status\":500,\"text\":\"{}\"}");
        Loads loads = create(hasty(), modules);
        assertThat(loads.loaded()).hasSize(SOME - 1);
        assertThat(loads.rejected()).extracting(Finding::subject).containsExactly("12");
    }

    @Test
    void a_record_whose_parent_is_gone_is_rejected_and_one_that_is_gone_itself_says_so() {
        List<Located> located = create(connection(), cases(3)).loaded();
        QTestLookAlike.in(sandbox).edits().deleteCase("MM-T1");
        List<Record> again = new ArrayList<>(cases(3));
        again.set(1, Samples.testCase("MM-T2", "299999"));
        Loads loads = update(connection(), located, again);
        assertThat(loads.rejected())
                .extracting(Finding::subject, Finding::code)
                .containsExactlyInAnyOrder(tuple("MM-T1", "TARGET_GONE"), tuple("MM-T2", "TARGET_REFUSED"));
        assertThat(loads.loaded()).extracting(Located::originId).containsExactly("MM-T3");
    }

    @Test
    void a_called_case_that_cannot_be_approved_rejects_its_caller_only() {
        Located called = create(connection(), cases(1)).loaded().getFirst();
        odd("{\"path\":\"/approve$\",\"status\":500,\"text\":\"{}\"}");
        TargetStep call = new TargetStep("", "", TextNode.valueOf(called.targetId()));
        Loads loads = create(
                hasty(),
                List.of(
                        Samples.testCase("MM-T8", parentId, Map.of(), List.of(call)),
                        Samples.testCase("MM-T9", parentId)));
        assertThat(loads.rejected()).extracting(Finding::subject).containsExactly("MM-T8");
        assertThat(loads.loaded()).extracting(Located::originId).containsExactly("MM-T9");
    }

    @Test
    void a_right_that_is_missing_altogether_stops_the_batch() {
        odd("{\"method\":\"POST\",\"path\":\"/test-cases$\",\"status\":403,\"text\":\"{\\\"message\\\":\\\"no\\\"}\"}");
        assertThatThrownBy(() -> create(connection(), cases(SOME)))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("NO_PERMISSION"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SOME})
    void a_record_that_cannot_be_read_back_is_a_finding(int some) {
        List<Located> located = create(connection(), cases(SOME)).loaded();
        String id = targetId(located, "MM-T1");
        odd("{\"method\":\"GET\",\"path\":\"/test-cases/" + id + "$\",\"status\":500,\"text\":\"{}\"}");
        odd("{\"method\":\"POST\",\"path\":\"/search$\",\"status\":400,\"text\":\"{}\"}");
        List<Located> asked = located.stream()
                .filter(l -> some == SOME || l.targetId().equals(id))
                .toList();
        CollectedRecords read = fetch(hasty(), TargetCase.TYPE, asked);
        assertThat(read.findings()).singleElement().satisfies(why -> {
            assertThat(why.code()).isEqualTo("READ_BACK_FAILED");
            assertThat(why.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(why.subject()).isEqualTo("MM-T1");
            assertThat(why.evidence()).startsWith("GET /api/v3/projects/1/test-cases/" + id + " answered 500");
        });
        assertThat(read.ids()).hasSize(some - 1).doesNotContain("MM-T1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":400,\"text\":\"{}\"}",
                "\"status\":500,\"text\":\"{}\"}",
                "\"status\":200,\"text\":\"<html></html>\"}",
                "\"status\":200,\"text\":\"{\\\"items\\\":{}}\"}"
            })
    void where_search_fails_records_are_read_one_by_one(String answer) {
        List<Record> records = cases(SOME);
        List<Located> located = create(connection(), records).loaded();
        odd("{\"method\":\"POST\",\"path\":\"/search$\"," + answer);
        CollectedRecords read = fetch(hasty(), TargetCase.TYPE, located);
        assertThat(odds()).isPositive();
        assertThat(read.records()).containsExactlyInAnyOrderElementsOf(records);
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void a_module_that_cannot_be_read_back_is_a_finding() {
        odd("{\"method\":\"GET\",\"path\":\"/modules/" + parentId + "$\",\"status\":200,\"text\":\"[]\"}");
        CollectedRecords read = fetch(hasty(), TargetModule.TYPE, List.of(new Located("1", parentId)));
        assertThat(read.findings()).extracting(Finding::code).containsExactly("READ_BACK_FAILED");
        assertThat(read.records()).isEmpty();
    }

    @Test
    void a_system_that_does_not_answer_at_all_is_no_matter_of_a_record() {
        sandbox.faults().set(Fault.SERVER_ERROR, Rule.percent(100).on("projects/{project}"));
        assertThatThrownBy(() -> create(hasty(), cases(SOME))).isInstanceOf(ConnectorException.class);
    }

    @Test
    void a_page_that_says_404_does_not_make_a_record_gone() {
        List<Located> located = create(connection(), cases(1)).loaded();
        odd("{\"path\":\"/1/test-cases\",\"status\":404,\"text\":\"<html>no such page</html>\"}");
        CollectedRecords read = fetch(hasty(), TargetCase.TYPE, located);
        assertThat(read.findings()).extracting(Finding::code).containsExactly("READ_BACK_FAILED");
        Loads loads = update(hasty(), located, cases(1));
        assertThat(loads.rejected()).extracting(Finding::code).containsExactly("TARGET_REFUSED");
        try (Target target = QTests.open(hasty())) {
            List<LoadItem> items = List.of(new LoadItem(cases(1).getFirst(), null));
            assertThatThrownBy(() -> target.findByOrigin(TargetCase.TYPE, items))
                    .isInstanceOf(ConnectorException.class);
        }
    }

    @Test
    void in_a_project_that_is_not_to_be_seen_nothing_is_gone() {
        List<Located> located = create(connection(), cases(2)).loaded();
        odd("{\"path\":\"/projects/1(/test-cases/.*|/modules/.*)?$\",\"status\":404,\"text\":\"{}\"}");
        for (List<Located> asked : List.of(located.subList(0, 1), List.of(new Located("1", parentId)))) {
            String entityType = asked.getFirst().originId().equals("1") ? TargetModule.TYPE : TargetCase.TYPE;
            assertThatThrownBy(() -> fetch(connection(), entityType, asked))
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.code()).isEqualTo("PROJECT_NOT_FOUND"));
        }
    }

    @Test
    void in_a_module_that_is_gone_there_is_nothing_to_find() {
        try (Target target = QTests.open(connection())) {
            List<LoadItem> items = List.of(new LoadItem(Samples.module("5", "m", "299999"), null));
            assertThat(target.findByOrigin(TargetModule.TYPE, items)).isEmpty();
        }
    }
}
