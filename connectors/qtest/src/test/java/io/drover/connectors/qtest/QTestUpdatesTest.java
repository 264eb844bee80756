package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.http.Parallel;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.testkit.Loads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second run makes qTest what the source is now: values that went, places that changed. */
class QTestUpdatesTest extends QTestTrial {

    private static final String LOOKS = "qtest GET /api/v3/projects/{project}/modules";
    private static final String MODULES = "qtest POST /api/v3/projects/{project}/modules";

    private static Record with(Record record, Map<String, JsonNode> fields) {
        ObjectNode body = record.body().deepCopy();
        body.withObjectProperty("fields").setAll(fields);
        return new Record(record.entityType(), record.id(), body);
    }

    private static Record inModule(Record record, JsonNode parent) {
        ObjectNode body = record.body().deepCopy();
        body.set("parent", parent);
        return new Record(record.entityType(), record.id(), body);
    }

    private static Record at(Record record, int order) {
        ObjectNode body = record.body().deepCopy();
        body.put("order", order);
        return new Record(record.entityType(), record.id(), body);
    }

    @Test
    void null_an_empty_list_and_an_empty_text_clear_what_qtest_can_clear() {
        Record record = Samples.testCase("MM-T1", parentId);
        List<Located> located = create(connection(), List.of(record)).loaded();
        Map<String, JsonNode> empty = Map.of(
                "Labels", Samples.labels(),
                "Notes", TextNode.valueOf(""),
                "Minutes", NullNode.getInstance(),
                "Automated", NullNode.getInstance(),
                "Reviewed At", NullNode.getInstance());
        Loads loads = update(connection(), located, List.of(with(record, empty)));
        assertThat(loads.loaded()).isEqualTo(located);
        assertThat(loads.findings()).isEmpty();
        assertThat(shown("MM-T1").path("fields").has("Minutes")).isFalse();
        assertThat(shown("MM-T1").at("/fields/Labels")).isEmpty();
        assertThat(read(located.getFirst()).fields())
                .doesNotContainKeys(empty.keySet().toArray(String[]::new));
    }

    @Test
    void no_is_told_from_nothing_in_a_check_box() {
        Record record = Samples.testCase("MM-T1", parentId);
        List<Located> located = create(connection(), List.of(record)).loaded();
        update(connection(), located, List.of(with(record, Map.of("Automated", TextNode.valueOf("false")))));
        assertThat(read(located.getFirst()).fields()).containsEntry("Automated", TextNode.valueOf("false"));
    }

    @Test
    void a_choice_that_cannot_be_cleared_is_told_with_the_value_that_stays_and_the_rest_goes_on() {
        Record record = Samples.testCase("MM-T1", parentId);
        List<Located> located = create(connection(), List.of(record)).loaded();
        Map<String, JsonNode> changes = Map.of(
                "Team",
                NullNode.getInstance(),
                "Minutes",
                TextNode.valueOf("7"),
                "Assigned To",
                NullNode.getInstance());
        Loads loads = update(connection(), located, List.of(with(record, changes)));
        assertThat(loads.loaded()).isEqualTo(located);
        assertThat(loads.findings()).singleElement().satisfies(why -> {
            assertThat(why.code()).isEqualTo("VALUE_NOT_CLEARED");
            assertThat(why.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(why.field()).isEqualTo("Team");
            assertThat(why.evidence()).isEqualTo("Red");
        });
        assertThat(shown("MM-T1").at("/fields/Minutes").asText()).isEqualTo("7");
    }

    @Test
    void a_clear_that_qtest_refuses_is_told_and_the_rest_goes_on() {
        Record record = Samples.testCase("MM-T1", parentId);
        List<Located> located = create(connection(), List.of(record)).loaded();
        odd("{\"method\":\"PUT\",\"in\":\"\\\"field_value\\\":\\\"\\\"\",\"status\":400,\"text\":\"{}\"}");
        Map<String, JsonNode> changes = Map.of("Reviewed On", NullNode.getInstance(), "Minutes", TextNode.valueOf("7"));
        Loads loads = update(connection(), located, List.of(with(record, changes)));
        assertThat(odds()).isOne();
        assertThat(loads.loaded()).isEqualTo(located);
        assertThat(loads.findings())
                .extracting(Finding::code, Finding::field)
                .containsExactly(tuple("VALUE_NOT_CLEARED", "Reviewed On"));
        assertThat(shown("MM-T1").at("/fields/Minutes").asText()).isEqualTo("7");
    }

    @Test
    void a_new_record_simply_has_no_value_where_there_is_none() {
        Map<String, JsonNode> nothing = new HashMap<>();
        List.of("Labels", "Team", "Minutes").forEach(label -> nothing.put(label, NullNode.getInstance()));
        Record record = with(Samples.testCase("MM-T1", parentId), nothing);
        Loads loads = create(connection(), List.of(record));
        assertThat(loads.findings()).isEmpty();
        assertThat(shown("MM-T1").path("fields").has("Labels")).isFalse();
        assertThat(read(loads.loaded().getFirst()).fields()).doesNotContainKeys("Labels", "Team", "Minutes");
    }

    @Test
    void a_module_moves_to_the_top_and_reads_back_there() {
        Record below = Samples.module("2", "below", parentId);
        List<Located> located = create(connection(), List.of(below)).loaded();
        Loads loads = update(connection(), located, List.of(at(Samples.module("2", "now at the top", null), 7)));
        assertThat(loads.loaded()).isEqualTo(located);
        assertThat(QTestLookAlike.in(sandbox).edits().modules())
                .filteredOn(m -> m.path("origin").asText().equals("Zephyr folder 2"))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.path("path").asText()).isEqualTo("now at the top");
                    assertThat(m.path("order").asInt()).isEqualTo(7);
                });
        Record read = fetch(connection(), TargetModule.TYPE, located).records().getFirst();
        assertThat(TargetModule.of(read.body()).parent()).isNull();
        assertThat(read.body().has("parent")).as("said, not left out").isTrue();
    }

    @Test
    void a_case_that_lost_its_folder_moves_to_the_module_of_those_without_one() {
        List<Record> records = cases(20);
        List<Located> located = create(connection(), records).loaded();
        List<Record> homeless =
                records.stream().map(r -> inModule(r, NullNode.getInstance())).toList();
        // several batches at once: the module is made once
        Parallel.forEach(List.of(0, 5, 10, 15), 4, from -> {
            Loads loads = update(connection(), located, homeless.subList(from, from + 5));
            assertThat(loads.loaded()).hasSize(5);
        });
        assertThat(QTestLookAlike.in(sandbox).edits().cases())
                .allSatisfy(c -> assertThat(c.path("module").asText()).isEqualTo("Created via API"));
        assertThat(sandbox.requests()).containsEntry(MODULES, 2L);
        assertThat(fetch(connection(), TargetCase.TYPE, located).records())
                .containsExactlyInAnyOrderElementsOf(homeless);
    }

    @Test
    void that_module_is_looked_for_once_and_made_again_when_somebody_deleted_it() {
        List<Record> records = cases(2);
        List<Located> located = create(connection(), records).loaded();
        List<Record> homeless =
                records.stream().map(r -> inModule(r, NullNode.getInstance())).toList();
        update(connection(), located, homeless);
        long looks = sandbox.requests().getOrDefault(LOOKS, 0L);
        fetch(connection(), TargetCase.TYPE, located);
        update(connection(), located, homeless);
        assertThat(sandbox.requests()).containsEntry(LOOKS, looks);
        update(connection(), located, records);
        QTests.send(sandbox, "DELETE", "/modules/" + moduleId("Created via API"));
        assertThat(update(connection(), located, homeless).loaded()).hasSize(2);
        assertThat(fetch(connection(), TargetCase.TYPE, located).records())
                .containsExactlyInAnyOrderElementsOf(homeless);
    }

    private static String moduleId(String name) {
        return QTestLookAlike.in(sandbox).edits().modules().stream()
                .filter(m -> m.path("name").asText().equals(name))
                .map(m -> m.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_called_case_that_qtest_forgot_to_be_approved_is_approved_again_on_an_update() {
        for (int round = 0; round < 2; round++) {
            empty_and_prepared();
            List<Located> located = create(connection(), cases(2)).loaded();
            TargetStep call = new TargetStep("", "", TextNode.valueOf(targetId(located, "MM-T1")));
            Record caller = Samples.testCase("MM-T2", parentId, Map.of(), List.of(call));
            assertThat(update(connection(), located, List.of(caller)).rejected())
                    .isEmpty();
            assertThat(read(located.stream()
                                    .filter(l -> l.originId().equals("MM-T2"))
                                    .findFirst()
                                    .orElseThrow())
                            .steps())
                    .last()
                    .satisfies(step -> assertThat(step.calls()).isNotNull());
        }
    }

    @Test
    void a_batch_that_is_taken_away_updates_nothing_any_more() {
        List<Located> cases = create(connection(), cases(2)).loaded();
        List<Located> modules = create(connection(), List.of(Samples.module("2", "a", parentId)))
                .loaded();
        TargetStep call = new TargetStep("", "", TextNode.valueOf(targetId(cases, "MM-T1")));
        Record caller = Samples.testCase("MM-T2", parentId, Map.of(), List.of(call));
        Record homeless = inModule(cases(1).getFirst(), NullNode.getInstance());
        Map<String, Long> before = writes();
        for (LoadItem item : List.of(
                new LoadItem(cases(1).getFirst(), targetId(cases, "MM-T1")),
                new LoadItem(homeless, targetId(cases, "MM-T1")),
                new LoadItem(caller, targetId(cases, "MM-T2")),
                new LoadItem(Samples.module("2", "b", null), targetId(modules, "2")))) {
            assertStale(item, Loads.owningFor(0));
        }
        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void an_update_is_not_repeated_when_the_batch_was_taken_away_meanwhile() {
        List<Located> located = create(connection(), cases(1)).loaded();
        odd("{\"method\":\"PUT\",\"in\":\"\",\"status\":503,\"text\":\"{}\"}");
        Loads once = Loads.owningFor(2); // asked before the head and before the body
        assertStale(new LoadItem(cases(1).getFirst(), targetId(located, "MM-T1")), once);
        assertThat(odds()).isOne();
        assertThat(sandbox.requests()).containsEntry("qtest PUT /api/v3/projects/{project}/test-cases/{case}", 1L);
    }

    private static void assertStale(LoadItem item, Loads loads) {
        assertThatThrownBy(() -> load(connection(), List.of(item), loads))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("STALE_ATTEMPT"));
    }

    /** Requests so far, but for questions. */
    private static Map<String, Long> writes() {
        Map<String, Long> writes = new HashMap<>(sandbox.requests());
        writes.keySet().removeIf(request -> request.startsWith("qtest GET ") || request.endsWith("/search"));
        return writes;
    }

    @Test
    void two_spellings_of_the_address_approve_a_case_once() {
        List<Located> located = create(connection(), cases(1)).loaded();
        TargetStep call =
                new TargetStep("", "", TextNode.valueOf(located.getFirst().targetId()));
        String other = QTestLookAlike.in(sandbox).url().replace("http://", "HTTP://") + "/";
        int n = 7;
        for (Connection connection : List.of(connection(), QTests.connection(QTests.settings(other)))) {
            Record caller = Samples.testCase("MM-T" + n++, parentId, Map.of(), List.of(call));
            assertThat(create(connection, List.of(caller)).loaded()).hasSize(1);
        }
        assertThat(sandbox.requests())
                .containsEntry("qtest PUT /api/v3/projects/{project}/test-cases/{case}/approve", 1L);
    }

    @Test
    void records_stand_in_the_order_that_they_are_given_whichever_is_created_first() {
        List<Record> records = cases(12);
        List<Record> placed = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            placed.add(at(records.get(i), records.size() - i));
        }
        List<Located> located = create(connection(), placed).loaded();
        assertThat(keys()).startsWith("MM-T12", "MM-T11").endsWith("MM-T1");
        for (int i = 0; i < records.size(); i++) {
            placed.set(i, at(records.get(i), i + 1));
        }
        update(connection(), located, placed);
        assertThat(keys()).startsWith("MM-T1", "MM-T2").endsWith("MM-T12");
        assertThat(read(located.getFirst()).order()).isNull();
        ObjectNode settings = QTests.settings(QTestLookAlike.in(sandbox).url()).put("order", false);
        update(QTests.connection(settings), located, List.of(at(records.getFirst(), 99)));
        assertThat(keys()).startsWith("MM-T1");
    }

    private static List<String> keys() {
        return QTestLookAlike.in(sandbox).edits().cases().stream()
                .map(c -> c.path("key").asText())
                .toList();
    }

    @Test
    void what_looks_like_a_parameter_stays_a_text_and_comes_back_equal() {
        TargetStep step = new TargetStep("ask [~accountid:5b10]", "[~name] &amp; [&#126;x]", null);
        Record record = Samples.testCase("MM-T1", parentId, Map.of(), List.of(step));
        Record other = Samples.testCase("MM-T2", parentId);
        List<Located> located = create(connection(), List.of(record, other)).loaded();
        assertThat(QTestLookAlike.in(sandbox).edits().parameters()).isZero();
        assertThat(fetch(connection(), TargetCase.TYPE, located).records()).containsExactlyInAnyOrder(record, other);
    }

    @Test
    void a_parameter_that_people_made_in_qtest_survives_an_update_that_keeps_their_steps() {
        List<Located> located = create(connection(), cases(2)).loaded();
        QTestLookAlike.in(sandbox)
                .edits()
                .editCase("MM-T1", Samples.json("{\"steps\":[{\"description\":\"as [~user]\",\"expected\":\"\"}]}"));
        Record read = fetch(connection(), TargetCase.TYPE, located).records().stream()
                .filter(r -> r.id().equals("MM-T1"))
                .findFirst()
                .orElseThrow();
        update(connection(), located, List.of(read));
        assertThat(shown("MM-T1").at("/steps/0/description").asText()).isEqualTo("as [~user]");
        assertThat(QTestLookAlike.in(sandbox).edits().parameters()).isOne();
    }

    @Test
    void parameters_are_kept_and_told_where_the_settings_say_so() {
        Connection keep = QTests.connection(
                QTests.settings(QTestLookAlike.in(sandbox).url()).put("parameters", "keep"));
        TargetStep step = new TargetStep("as [~user]", "", null);
        Record record = Samples.testCase("MM-T1", parentId, Map.of(), List.of(step));
        Record other = Samples.testCase("MM-T2", parentId);
        Loads loads = create(keep, List.of(record, other));
        assertThat(loads.findings())
                .extracting(Finding::code, Finding::subject)
                .containsExactly(tuple("STEP_PARAMETER", "MM-T1"));
        assertThat(QTestLookAlike.in(sandbox).edits().parameters()).isOne();
        assertThat(fetch(keep, TargetCase.TYPE, loads.loaded()).records()).containsExactlyInAnyOrder(record, other);
    }

    @Test
    void a_body_without_a_step_clears_the_steps_that_are_there() {
        Record record = Samples.testCase("MM-T1", parentId);
        List<Located> located = create(connection(), List.of(record)).loaded();
        TargetCase was = TargetCase.of(record.body());
        TargetCase bare = new TargetCase(was.name(), "", "", was.parent(), was.fields(), List.of());
        update(connection(), located, List.of(new Record(TargetCase.TYPE, "MM-T1", bare.toNode())));
        assertThat(read(located.getFirst())).isEqualTo(bare);
    }
}
