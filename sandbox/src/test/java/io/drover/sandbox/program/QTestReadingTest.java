package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Modules, lists, search and its index. */
class QTestReadingTest extends QTestSide {

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
        String v4 = QTestLookAlike.in(sandbox).url() + "/api/v4/projects/1/test-cases/TC-1/test-steps?page=2&size=1";
        assertThat(caller.send("GET", v4, "bearer " + QTestLookAlike.in(sandbox).token(), "")
                        .json())
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

    @Test
    void lists_break_their_promise_when_told() {
        for (int i = 0; i < 25; i++) {
            named("c" + i);
        }
        caller.admin("POST", "/qtest/quirks", "{\"pageCap\":10,\"totalAbove\":3}");
        assertThat(caller.qtest("/test-cases?size=999").json()).hasSize(10);
        assertThat(caller.qtest("/test-cases?size=999&page=3").json()).hasSize(5);
        assertThat(search("").path("total").asInt()).isEqualTo(28);
        caller.admin("POST", "/qtest/quirks", "{\"pageTwice\":true,\"bare\":true}");
        assertThat(caller.qtest("/test-cases?size=20&page=2").json())
                .isEqualTo(caller.qtest("/test-cases?size=20").json());
        assertThat(caller.qtest("/test-cases?size=20&page=3").json()).hasSize(5);
        assertThat(search("").fieldNames()).toIterable().containsExactly("items");
        caller.admin("POST", "/qtest/quirks", "{\"wrapped\":true}");
        assertThat(caller.qtest("/test-cases").json().path("items")).hasSize(20);
        assertThat(caller.qtest("/modules").json().path("items")).hasSize(1);
        assertThat(caller.admin("POST", "/qtest/quirks", "{\"no\":1}").status()).isEqualTo(400);
    }
}
