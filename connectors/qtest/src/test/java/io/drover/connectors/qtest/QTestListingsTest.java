package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.http.HttpConnection;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestQuirks;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.spi.TargetField.Type;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Loads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are read whole however the server cuts them, and what is no list is a failure. */
class QTestListingsTest extends QTestTrial {

    private static final String SEARCH = "qtest POST /api/v3/projects/{project}/search";

    private static QTestListings listings() {
        QTestSettings settings = QTestSettings.of(connection());
        HttpConnection http = new HttpConnection(
                "qTest", settings.baseUrl(), QTestLogin.of(settings, connection()), settings.http(), connection(), 4);
        return new QTestListings(new QTestApi(http, settings.projectId()));
    }

    private static List<LoadItem> items(List<Record> records) {
        return records.stream().map(r -> new LoadItem(r, null)).toList();
    }

    @Test
    void whatever_cap_total_and_repetition_all_that_is_there_comes_once() {
        create(connection(), cases(57));
        Random random = new Random(20261130);
        for (int i = 0; i < 60; i++) {
            QTestQuirks quirks = new QTestQuirks(
                    random.nextInt(60), random.nextBoolean(), random.nextInt(3) * 4, random.nextBoolean(), false);
            QTestLookAlike.in(sandbox).quirks(quirks);
            assertThat(keys(listings().casesIn(parentId)))
                    .as(quirks.toString())
                    .hasSize(57)
                    .doesNotHaveDuplicates();
            QTestListings.Found found = listings().search("").orElseThrow();
            assertThat(keys(found.rows())).as(quirks.toString()).hasSize(57).doesNotHaveDuplicates();
            assertThat(found.whole()).as(quirks.toString()).isEqualTo(quirks.bare() || quirks.totalAbove() == 0);
        }
    }

    private static List<String> keys(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("id").asText()).toList();
    }

    @Test
    void allowed_values_are_read_over_caps_that_nobody_told() {
        List<String> many = IntStream.range(0, 61).mapToObj(i -> "v" + i).toList();
        try (Target target = QTests.open(connection())) {
            target.prepare(List.of(QTests.field("Many", Type.CHOICE, many.toArray(String[]::new))));
        }
        long id = 0;
        for (JsonNode field : listings().fields()) {
            id = field.path("label").asText().equals("Many") ? field.path("id").longValue() : id;
        }
        for (int cap : new int[] {0, 10, 25, 50, 60}) {
            QTestLookAlike.in(sandbox).quirks(QTestQuirks.capped(cap));
            assertThat(listings().allowedValues(id)).as("cap " + cap).hasSize(61);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void a_record_is_found_behind_a_cap_before_it_is_created_again(int cap) {
        List<Record> records = cases(9);
        List<Located> located = create(connection(), records).loaded();
        QTestLookAlike.in(sandbox).quirks(QTestQuirks.capped(cap));
        try (Target target = QTests.open(connection())) {
            Map<String, List<String>> found = target.findByOrigin(TargetCase.TYPE, items(records));
            assertThat(located)
                    .allSatisfy(l -> assertThat(found.get(l.originId())).containsExactly(l.targetId()));
        }
    }

    @Test
    void what_search_promises_and_does_not_give_is_read_one_by_one() {
        List<Record> records = cases(12);
        List<Located> located = create(connection(), records).loaded();
        odd(
                "{\"method\":\"POST\",\"path\":\"/search$\",\"status\":200,\"text\":\"{\\\"total\\\":12,\\\"items\\\":[]}\"}");
        CollectedRecords read = fetch(connection(), TargetCase.TYPE, located);
        assertThat(read.records()).containsExactlyInAnyOrderElementsOf(records);
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void modules_that_the_tree_leaves_out_are_asked_for_before_they_are_gone() {
        List<Record> modules = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            modules.add(Samples.module(String.valueOf(i), "m" + i, null));
        }
        Loads loads = create(connection(), modules);
        QTestLookAlike.in(sandbox).edits().deleteModule("Zephyr folder 17");
        odd("{\"method\":\"GET\",\"path\":\"/modules$\",\"status\":200,\"text\":\"[]\"}");
        CollectedRecords read = fetch(connection(), TargetModule.TYPE, loads.loaded());
        assertThat(read.ids()).hasSize(29).doesNotContain("17");
    }

    @Test
    void one_page_is_all_that_reading_back_asks_for_on_a_good_day() {
        List<Located> located = create(connection(), cases(100)).loaded();
        long modules = sandbox.requests().getOrDefault("qtest GET /api/v3/projects/{project}/modules", 0L);
        fetch(connection(), TargetCase.TYPE, located);
        fetch(connection(), TargetCase.TYPE, located);
        assertThat(sandbox.requests()).containsEntry(SEARCH, 2L);
        assertThat(sandbox.requests().getOrDefault("qtest GET /api/v3/projects/{project}/modules", 0L) - modules)
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {TargetModule.TYPE, TargetCase.TYPE})
    void an_object_instead_of_a_list_is_a_failure_and_no_empty_list(String entityType) {
        Record record = entityType.equals(TargetModule.TYPE)
                ? Samples.module("5", "m", null)
                : Samples.testCase("MM-T1", parentId);
        QTestLookAlike.in(sandbox).quirks(new QTestQuirks(0, false, 0, false, true));
        try (Target target = QTests.open(connection())) {
            assertThatThrownBy(() -> target.findByOrigin(entityType, items(List.of(record))))
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.code()).isEqualTo("UNEXPECTED_SHAPE"))
                    .hasMessageContaining("no list");
        }
    }

    @Test
    void origins_are_found_and_counted_anywhere_in_the_project() {
        List<Record> records = new ArrayList<>(cases(12));
        List<Located> located = new ArrayList<>(create(connection(), records).loaded());
        Record quoted = Samples.testCase("it's \\one", parentId);
        records.add(quoted);
        located.addAll(create(connection(), List.of(quoted)).loaded());
        create(connection(), List.of(Samples.module("2", "elsewhere", null)));
        QTestLookAlike.in(sandbox).edits().editCase("MM-T3", Samples.json("{\"module\":\"Zephyr folder 2\"}"));
        ObjectNode chunked = QTests.settings(QTestLookAlike.in(sandbox).url()).put("readBackChunk", 5);
        try (Target target = QTests.open(QTests.connection(chunked))) {
            Map<String, List<String>> found = target.findAnywhere(TargetCase.TYPE, items(records));
            assertThat(located)
                    .allSatisfy(l -> assertThat(found.get(l.originId())).containsExactly(l.targetId()));
            assertThat(target.countOrigins(TargetCase.TYPE)).isEqualTo(13);
            assertThat(target.countOrigins(TargetModule.TYPE)).isEqualTo(2);
            Record moved = Samples.module("2", "elsewhere", parentId); // it is at the top, and sought in another module
            assertThat(target.findAnywhere(TargetModule.TYPE, items(List.of(moved))))
                    .containsOnlyKeys("2");
        }
        assertThat(sandbox.requests()).containsEntry(SEARCH, 4L);
    }

    @Test
    void a_project_without_the_field_holds_no_origins() {
        sandbox.reset();
        try (Target target = QTests.open(connection())) {
            assertThat(target.countOrigins(TargetCase.TYPE)).isZero();
            assertThat(target.findAnywhere(TargetCase.TYPE, items(cases(2)))).isEmpty();
        }
    }

    @Test
    void where_qtest_does_not_understand_the_questions_it_is_asked_others() {
        List<Record> records = cases(6);
        create(connection(), records);
        odd("{\"method\":\"POST\",\"path\":\"/search$\",\"in\":\"not empty\",\"status\":400,\"text\":\"{}\"}");
        odd("{\"method\":\"POST\",\"path\":\"/search$\",\"in\":\" in (\",\"status\":400,\"text\":\"{}\"}");
        try (Target target = QTests.open(connection())) {
            assertThat(target.countOrigins(TargetCase.TYPE)).isEqualTo(6);
            assertThat(target.findAnywhere(TargetCase.TYPE, items(records))).hasSize(6);
        }
        assertThat(odds()).isEqualTo(2);
    }

    @Test
    void a_count_without_a_total_counts_the_rows() {
        create(connection(), cases(6));
        QTestLookAlike.in(sandbox).quirks(new QTestQuirks(2, false, 0, true, false));
        try (Target target = QTests.open(connection())) {
            assertThat(target.countOrigins(TargetCase.TYPE)).isEqualTo(6);
        }
    }

    @Test
    void where_search_holds_records_back_nobody_takes_them_for_missing() {
        List<Record> records = cases(6);
        create(connection(), records);
        odd(
                "{\"method\":\"POST\",\"path\":\"/search$\",\"status\":200,\"text\":\"{\\\"total\\\":6,\\\"items\\\":[]}\"}");
        try (Target target = QTests.open(connection())) {
            assertThat(target.findAnywhere(TargetCase.TYPE, items(records))).hasSize(6);
            create(connection(), List.of(Samples.module("2", "elsewhere", null)));
            QTestLookAlike.in(sandbox).edits().editCase("MM-T3", Samples.json("{\"module\":\"Zephyr folder 2\"}"));
            assertThatThrownBy(() -> target.findAnywhere(TargetCase.TYPE, items(records)))
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.code()).isEqualTo("LISTING_INCOMPLETE"));
        }
    }

    @Test
    void a_finding_of_a_double_is_no_matter_of_pages() {
        List<Record> records = cases(4);
        List<Located> located = create(connection(), records).loaded();
        create(connection(), records.subList(0, 1));
        QTestLookAlike.in(sandbox).quirks(new QTestQuirks(2, true, 0, false, false));
        CollectedRecords read = fetch(connection(), TargetCase.TYPE, located);
        assertThat(read.ids()).containsExactly("MM-T1", "MM-T1", "MM-T2", "MM-T3", "MM-T4");
        assertThat(read.findings()).extracting(Finding::code).isEmpty();
    }
}
