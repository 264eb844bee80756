package io.drover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.Caller.Reply;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QTestSideTest {

    private static RunningSandbox sandbox;
    private static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.generated(1, 1));
        caller = new Caller(sandbox);
    }

    @BeforeEach
    void empty() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    private static JsonNode create(String body) {
        Reply reply = caller.qtest("POST", "/test-cases", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static JsonNode named(String name) {
        return create("{\"name\":\"" + name + "\",\"properties\":[]}");
    }

    private static void refused(Reply reply, String... words) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.message()).contains(words);
    }

    private static JsonNode field(String label) {
        for (JsonNode field : caller.qtest("/settings/test-cases/fields").json()) {
            if (field.path("label").asText().equals(label)) {
                return field;
            }
        }
        throw new AssertionError("no field " + label);
    }

    private static JsonNode newField(String body) {
        Reply reply = caller.qtest("POST", "/settings/test-cases/fields", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private static String valued(JsonNode field, String jsonValue) {
        return "{\"name\":\"x\",\"properties\":[{\"field_id\":" + field.path("id") + ",\"field_value\":" + jsonValue
                + "}]}";
    }

    private static JsonNode property(JsonNode test, String label) {
        for (JsonNode property : test.path("properties")) {
            if (property.path("field_name").asText().equals(label)) {
                return property;
            }
        }
        throw new AssertionError("no property " + label + " in " + test);
    }

    @Test
    void a_project_begins_with_the_usual_fields_and_their_choices() {
        Map<String, List<String>> choices = new HashMap<>();
        for (JsonNode field : caller.qtest("/settings/test-cases/fields").json()) {
            choices.put(
                    field.path("label").asText(), field.path("allowed_values").findValuesAsText("label"));
        }
        assertThat(choices).containsKeys("Status", "Type", "Assigned To", "Automation");
        assertThat(choices.get("Priority")).containsExactly("Undecided", "Low", "Medium", "High", "Urgent");
    }

    @Test
    void a_case_without_a_module_goes_to_created_via_api() {
        long parent = named("lost").path("parent_id").longValue();
        assertThat(caller.qtest("/modules/" + parent).json().path("name").asText())
                .isEqualTo("Created via API");
        assertThat(named("lost too").path("parent_id").longValue()).isEqualTo(parent);
    }

    @Test
    void versions_begin_at_0_1_rise_with_each_save_and_approval_makes_the_next_whole_one() {
        JsonNode test = named("v");
        String path = "/test-cases/" + test.path("id");
        assertThat(test.path("version").asText()).isEqualTo("0.1");
        String save = "{\"name\":\"v again\",\"properties\":[]}";
        assertThat(caller.qtest("PUT", path, save).json().path("version").asText())
                .isEqualTo("0.2");
        JsonNode approved = caller.qtest("PUT", path + "/approve", "").json();
        assertThat(approved.path("version").asText()).isEqualTo("1.0");
        JsonNode again = caller.qtest("PUT", path + "/approve", "").json();
        assertThat(again.path("version").asText()).isEqualTo("1.0");
        assertThat(again.path("test_case_version_id")).isEqualTo(approved.path("test_case_version_id"));
        assertThat(caller.qtest("PUT", path, save).json().path("version").asText())
                .isEqualTo("1.1");
        assertThat(caller.qtest(path + "/versions").json().findValuesAsText("version"))
                .containsExactly("1.0", "1.1");
        String version = approved.path("test_case_version_id").asText();
        assertThat(caller.qtest(path + "?versionId=" + version)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.0");
    }

    @Test
    void only_another_approved_case_can_be_called() {
        long id = named("called").path("id").longValue();
        String call = "{\"name\":\"caller\",\"properties\":[],\"test_steps\":[{\"description\":\"\",\"expected\":\"\","
                + "\"called_test_case_id\":%d}]}";
        refused(caller.qtest("POST", "/test-cases", call.formatted(id)), "not approved", "" + id);
        refused(caller.qtest("POST", "/test-cases", call.formatted(999)), "does not exist");
        refused(caller.qtest("PUT", "/test-cases/" + id, call.formatted(id)), "itself");
        refused(caller.qtest("POST", "/test-cases", call.formatted(id + 1)), "itself");
        caller.qtest("PUT", "/test-cases/" + id + "/approve", "");
        JsonNode step = create(call.formatted(id)).at("/test_steps/0");
        assertThat(step.path("called_test_case_id").longValue()).isEqualTo(id);
        assertThat(step.path("called_test_case_name").asText()).isEqualTo("called");
    }

    @Test
    void an_unknown_or_missing_or_mistyped_field_is_refused_with_its_name() {
        refused(caller.qtest("POST", "/test-cases", "{\"name\":\"a\",\"properties\":[],\"extra\":1}"), "extra");
        refused(caller.qtest("POST", "/test-cases", "{\"name\":\"a\"}"), "properties");
        refused(caller.qtest("POST", "/test-cases", "{\"properties\":[]}"), "name");
        refused(caller.qtest("POST", "/test-cases", "{\"name\":7,\"properties\":[]}"), "name", "text");
        refused(caller.qtest("POST", "/test-cases", "{\"name\":\"a\",\"properties\":{}}"), "properties", "list");
        refused(caller.qtest("POST", "/test-cases", "{\"name\":"), "JSON");
        refused(caller.qtest("POST", "/test-cases", ""), "body");
        refused(
                caller.qtest(
                        "POST",
                        "/test-cases",
                        "{\"name\":\"a\",\"properties\":[],\"test_steps\":[{\"description\":\"x\"}]}"),
                "test_steps.expected");
        refused(caller.qtest("POST", "/test-cases?parentId=1", "{\"name\":\"a\",\"properties\":[]}"), "parentId");
        refused(caller.qtest("POST", "/test-cases", "{\"name\":\"a\",\"parent_id\":5,\"properties\":[]}"), "parent_id");
        refused(caller.qtest("POST", "/test-cases", "{\"name\":\"" + "n".repeat(501) + "\",\"properties\":[]}"), "500");
    }

    @Test
    void values_are_checked_against_their_field() {
        JsonNode priority = field("Priority");
        refused(caller.qtest("POST", "/test-cases", valued(priority, "\"High\"")), "Priority");
        refused(caller.qtest("POST", "/test-cases", valued(priority, "\"1\"")), "Priority", "does not allow");
        refused(
                caller.qtest(
                        "POST",
                        "/test-cases",
                        "{\"name\":\"x\",\"properties\":[{\"field_id\":1,\"field_value\":\"x\"}]}"),
                "field_id 1");
        refused(caller.qtest("POST", "/test-cases", valued(field("Assigned To"), "\"7\"")), "no user");
        JsonNode high = priority.at("/allowed_values/3/value");
        JsonNode written = property(create(valued(priority, "\"" + high + "\"")), "Priority");
        assertThat(written.path("field_value_name").asText()).isEqualTo("High");
        assertThat(property(create(valued(priority, high.toString())), "Priority"))
                .isEqualTo(written);
    }

    @Test
    void dates_numbers_and_lists_have_their_form() {
        JsonNode date = newField("{\"label\":\"D\",\"data_type\":4}");
        JsonNode number = newField("{\"label\":\"N\",\"data_type\":7}");
        JsonNode multi = newField("{\"label\":\"M\",\"data_type\":17,\"multiple\":true,"
                + "\"allowed_values\":[{\"label\":\"A\"},{\"label\":\"B\"}]}");
        refused(caller.qtest("POST", "/test-cases", valued(date, "\"2026-01-31\"")), "date-time");
        refused(caller.qtest("POST", "/test-cases", valued(number, "\"many\"")), "number");
        refused(caller.qtest("POST", "/test-cases", valued(number, "7")), "text");
        List<String> ids = multi.path("allowed_values").findValuesAsText("value");
        refused(caller.qtest("POST", "/test-cases", valued(multi, "\"" + ids.getFirst() + "\"")), "list");
        JsonNode both = property(create(valued(multi, "\"[" + ids.get(0) + "," + ids.get(1) + "]\"")), "M");
        assertThat(both.path("field_value_name").asText()).isEqualTo("[A, B]");
        create(valued(date, "\"2026-01-31T00:00:00+00:00\""));
        create(valued(number, "\"-7.25\""));
    }

    @Test
    void a_required_field_without_a_default_must_be_given() {
        newField("{\"label\":\"Owner Team\",\"data_type\":1,\"required\":true}");
        refused(caller.qtest("POST", "/test-cases", "{\"name\":\"a\",\"properties\":[]}"), "Owner Team", "required");
    }

    @Test
    void required_fields_left_out_get_their_default() {
        assertThat(property(named("d"), "Priority").path("field_value_name").asText())
                .isEqualTo("Undecided");
    }

    @Test
    void a_new_field_takes_no_values_before_it_is_active_when_told_so() {
        caller.admin("POST", "/faults", "{\"fieldsNeedActivation\":true}");
        JsonNode key = newField("{\"label\":\"Zephyr Key\",\"data_type\":1}");
        refused(caller.qtest("POST", "/test-cases", valued(key, "\"K-T1\"")), "not active");
        assertThat(caller.qtest("POST", "/settings/test-cases/custom-fields/active", "[" + key + "]")
                        .status())
                .isEqualTo(200);
        create(valued(key, "\"K-T1\""));
    }

    @Test
    void a_field_has_one_label_and_a_known_type() {
        refused(
                caller.qtest("POST", "/settings/test-cases/fields", "{\"label\":\"Priority\",\"data_type\":1}"),
                "exists");
        refused(caller.qtest("POST", "/settings/test-cases/fields", "{\"label\":\"X\",\"data_type\":99}"), "99");
        refused(caller.qtest("POST", "/settings/test-cases/fields", "{\"data_type\":1}"), "label");
        refused(caller.qtest("POST", "/settings/test-cases/fields", "{\"label\":\"X\",\"data_type\":17}"), "multiple");
        assertThat(caller.qtest("/settings/nonsense/fields").status()).isEqualTo(400);
    }

    @Test
    void at_most_a_hundred_allowed_values_are_added_at_a_time() {
        JsonNode list = newField("{\"label\":\"L\",\"data_type\":3}");
        String path = "/settings/test-cases/fields/" + list.path("id") + "/allowed-values";
        String tooMany = IntStream.range(0, 101)
                .mapToObj(i -> "{\"label\":\"v" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        refused(caller.qtest("POST", path, tooMany), "100");
        assertThat(caller.qtest(path).json()).isEmpty();
        Reply added = caller.qtest("POST", path, "[{\"label\":\"a\"},{\"label\":\"b\"}]");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("total").asInt()).isEqualTo(2);
        refused(caller.qtest("POST", path, "[{\"label\":\"a\"}]"), "a");
        assertThat(caller.qtest(path + "?pageSize=1&page=2").json().findValuesAsText("label"))
                .containsExactly("b");
    }

    @Test
    void modules_form_a_tree_that_can_be_read_at_once() {
        long top = module("", "{\"name\":\"top\",\"description\":\"Zephyr folder 1\"}");
        long below = module("?parentId=" + top, "{\"name\":\"below\"}");
        JsonNode tree = caller.qtest("/modules?expand=descendants").json();
        assertThat(tree.at("/0/children/0/id").longValue()).isEqualTo(below);
        assertThat(tree.at("/0/description").asText()).isEqualTo("Zephyr folder 1");
        assertThat(caller.qtest("/modules?parentId=" + top).json()).hasSize(1);
        assertThat(caller.qtest("/modules?search=belo").json()).hasSize(1);
        assertThat(caller.qtest("POST", "/modules?parentId=77", "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(404);
        refused(caller.qtest("DELETE", "/modules/" + top, ""), "not empty");
        assertThat(caller.qtest("DELETE", "/modules/" + top + "?force=true", "").status())
                .isEqualTo(200);
        assertThat(caller.qtest("/modules").json()).isEmpty();
    }

    @Test
    void put_with_a_parent_moves_a_module_and_ignores_the_body() {
        long a = module("", "{\"name\":\"a\"}");
        long b = module("", "{\"name\":\"b\"}");
        JsonNode moved = caller.qtest("PUT", "/modules/" + b + "?parentId=" + a, "{\"name\":\"other\"}")
                .json();
        assertThat(moved.path("name").asText()).isEqualTo("b");
        assertThat(moved.path("parent_id").longValue()).isEqualTo(a);
        refused(caller.qtest("PUT", "/modules/" + a + "?parentId=" + b, "{}"), "below itself");
    }

    private static long module(String query, String body) {
        Reply reply = caller.qtest("POST", "/modules" + query, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().path("id").longValue();
    }

    @Test
    void each_of_the_paging_styles_has_its_own_names_and_defaults() {
        for (int i = 0; i < 25; i++) {
            named("c" + i);
        }
        assertThat(caller.qtest("/test-cases").json()).hasSize(20);
        assertThat(caller.qtest("/test-cases?page=2").json()).hasSize(5);
        assertThat(caller.qtest("/test-cases?page=3&size=10").json()).hasSize(5);
        JsonNode search = search("");
        assertThat(search.path("page_size").asInt()).isEqualTo(100);
        assertThat(search.path("total").asInt()).isEqualTo(25);
        String all = "{\"object_type\":\"test-cases\",\"fields\":[\"*\"],\"query\":\"\"}";
        JsonNode first = caller.qtest("POST", "/search?pageSize=10", all).json();
        assertThat(first.at("/links/0/rel").asText()).isEqualTo("next");
        assertThat(caller.qtest("POST", "/search?pageSize=10&page=3", all)
                        .json()
                        .path("items"))
                .hasSize(5);
        refused(caller.qtest("POST", "/search?pageSize=1000", all), "999");
        assertThat(caller.qtest("/users").json()).isNotEmpty();
    }

    @Test
    void a_list_shows_properties_unless_told_and_steps_only_when_told() {
        create("{\"name\":\"s\",\"properties\":[],\"test_steps\":[{\"description\":\"d\",\"expected\":\"e\"}]}");
        JsonNode plain = caller.qtest("/test-cases").json().get(0);
        assertThat(plain.has("properties")).isTrue();
        assertThat(plain.has("test_steps")).isFalse();
        JsonNode asked = caller.qtest("/test-cases?expandProps=false&expandSteps=true")
                .json()
                .get(0);
        assertThat(asked.has("properties")).isFalse();
        assertThat(asked.at("/test_steps/0/description").asText()).isEqualTo("d");
    }

    @Test
    void a_case_is_found_by_id_and_by_pid_with_its_steps_on_request() {
        JsonNode test = create("{\"name\":\"s\",\"properties\":[],\"test_steps\":["
                + "{\"description\":\"second\",\"expected\":\"\",\"order\":2},"
                + "{\"description\":\"first\",\"expected\":\"\",\"order\":1}]}");
        assertThat(test.path("pid").asText()).isEqualTo("TC-1");
        assertThat(caller.qtest("/test-cases/TC-1").json().has("test_steps")).isFalse();
        JsonNode steps = caller.qtest("/test-cases/" + test.path("id") + "?expand=teststep")
                .json();
        assertThat(steps.path("test_steps").findValuesAsText("description")).containsExactly("first", "second");
        assertThat(caller.qtest("/test-cases/TC-1/test-steps").json()).hasSize(2);
        String v4 = sandbox.qtestUrl() + "/api/v4/projects/1/test-cases/TC-1/test-steps?page=2&size=1";
        assertThat(caller.send("GET", v4, "bearer " + sandbox.qtestToken(), "").json())
                .hasSize(1);
        assertThat(caller.qtest("DELETE", "/test-cases/" + test.path("id"), "").status())
                .isEqualTo(200);
        assertThat(caller.qtest("/test-cases/TC-1").status()).isEqualTo(404);
    }

    private static JsonNode search(String query) {
        Reply reply = caller.qtest(
                "POST", "/search", "{\"object_type\":\"test-cases\",\"fields\":[\"*\"],\"query\":\"" + query + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static Set<String> found(String query) {
        return new HashSet<>(search(query).path("items").findValuesAsText("pid"));
    }

    @Test
    void search_understands_the_language() {
        JsonNode key = newField("{\"label\":\"Zephyr Key\",\"data_type\":1}");
        for (int i = 1; i <= 3; i++) {
            create(valued(key, "\"K-T" + i + "\"").replace("\"x\"", "\"Login " + i + "\""));
        }
        assertThat(found("'Zephyr Key' = 'K-T2'")).containsExactly("TC-2");
        assertThat(found("'Zephyr Key' in ('K-T1', 'K-T3', 'K-T9')")).containsExactlyInAnyOrder("TC-1", "TC-3");
        assertThat(found("Name ~ 'login' and 'Zephyr Key' = 'K-T1'")).containsExactly("TC-1");
        assertThat(found("'Zephyr Key' = 'K-T1' or Id = 'TC-3'")).containsExactlyInAnyOrder("TC-1", "TC-3");
        assertThat(found(key.path("id") + " = 'K-T3'")).containsExactly("TC-3");
        assertThat(found("Priority = 'Undecided'")).hasSize(3);
        assertThat(found("'Zephyr Key' is 'empty'")).isEmpty();
        assertThat(found("'Created Date' > '2001-01-01T00:00:00Z'")).hasSize(3);
        assertThat(found("'Last Modified Date' < '2001-01-01T00:00:00.000Z'")).isEmpty();
        assertThat(found("(Name = 'Login 1' or Name = 'Login 2') and 'Zephyr Key' !~ 'T2'"))
                .containsExactly("TC-1");
    }

    @Test
    void search_refuses_what_it_does_not_understand() {
        for (String query :
                List.of("'No Field' = 'x'", "Name='x'", "Name = ", "Name ? 'x'", "Name = 'x", "(Name = 'x'")) {
            Reply reply =
                    caller.qtest("POST", "/search", "{\"object_type\":\"test-cases\",\"query\":\"" + query + "\"}");
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.message()).startsWith("Query:");
        }
        refused(caller.qtest("POST", "/search", "{\"object_type\":\"modules\",\"query\":\"\"}"), "modules");
    }

    @Test
    void a_change_moves_a_case_in_the_index() {
        JsonNode key = newField("{\"label\":\"Zephyr Key\",\"data_type\":1}");
        long id = create(valued(key, "\"OLD\"")).path("id").longValue();
        caller.qtest("PUT", "/test-cases/" + id, valued(key, "\"NEW\""));
        assertThat(found("'Zephyr Key' = 'OLD'")).isEmpty();
        assertThat(found("'Zephyr Key' = 'NEW'")).hasSize(1);
    }

    @Test
    void repeated_values_of_the_origin_field_are_counted_as_duplicates() {
        JsonNode key = newField("{\"label\":\"Zephyr Key\",\"data_type\":1}");
        create(valued(key, "\"K-T1\""));
        create(valued(key, "\"K-T1\""));
        create(valued(key, "\"K-T2\""));
        JsonNode counts = caller.admin("GET", "/stats", "").json().path("qtest");
        assertThat(counts.path("testCases").asInt()).isEqualTo(3);
        assertThat(counts.path("duplicates").asInt()).isEqualTo(1);
        assertThat(counts.path("duplicated").path("K-T1").asInt()).isEqualTo(2);
    }
}
