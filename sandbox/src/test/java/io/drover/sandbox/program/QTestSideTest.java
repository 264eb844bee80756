package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Test cases, their versions and their fields. */
class QTestSideTest extends QTestSide {

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
    void a_mark_in_a_step_makes_a_parameter_and_is_shown_by_id_unless_names_are_asked_for() {
        String body =
                "{\"name\":\"p\",\"properties\":[],\"test_steps\":[{\"description\":\"as [~user] by [~accountid:7]\","
                        + "\"expected\":\"[~user] [~] [x]\"}]}";
        JsonNode test = create(body);
        String path = "/test-cases/" + test.path("id") + "?expand=teststep";
        assertThat(test.at("/test_steps/0/expected").asText()).matches("\\[~\\d+] \\[~] \\[x]");
        JsonNode byName = caller.qtest(path + "&showParamIdentifier=true").json();
        assertThat(byName.at("/test_steps/0/description").asText()).isEqualTo("as [~user] by [~accountid:7]");
        JsonNode byId = caller.qtest(path).json();
        assertThat(byId.path("test_steps")).isEqualTo(test.path("test_steps"));
        assertThat(QTestLookAlike.in(sandbox).edits().parameters()).isEqualTo(2);
        String known = byId.at("/test_steps/0/expected").asText();
        create("{\"name\":\"q\",\"properties\":[],\"test_steps\":[{\"description\":\"" + known
                + "\",\"expected\":\"\"}]}");
        assertThat(QTestLookAlike.in(sandbox).edits().parameters()).isEqualTo(2);
        assertThat(QTestLookAlike.in(sandbox)
                        .edits()
                        .cases()
                        .get(1)
                        .at("/steps/0/description")
                        .asText())
                .startsWith("[~user]");
    }

    @Test
    void characters_that_xml_does_not_have_are_refused() {
        for (String bad : List.of("\\u0000", "\\u0008", "\\u001f", "\\ufffe", "\\uffff")) {
            refused(caller.qtest("POST", "/modules", "{\"name\":\"a" + bad + "\"}"), "Invalid character");
            refused(
                    caller.qtest(
                            "POST",
                            "/test-cases",
                            "{\"name\":\"a\",\"properties\":[],\"test_steps\":[{\"description\":\"" + bad
                                    + "\",\"expected\":\"\"}]}"),
                    "Invalid character");
        }
        create("{\"name\":\"tab\\t line\\n\\r \\u007f \\ufffd\",\"properties\":[]}");
    }
}
