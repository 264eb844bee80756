package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do in qTest past a connector, and the places of things among their siblings. */
class QTestEditsTest extends QTestSide {

    private static long module(String query, String body) {
        return caller.qtest("POST", "/modules" + query, body).json().path("id").longValue();
    }

    private static JsonNode admin(String path) {
        return caller.admin("GET", "/qtest" + path, "").json();
    }

    private static void done(String method, String path, String body) {
        assertThat(caller.admin(method, "/qtest" + path, body).status()).isEqualTo(204);
    }

    @Test
    void modules_and_cases_stand_by_their_order_and_then_by_their_age() {
        long a = module("", "{\"name\":\"a\",\"order\":3}");
        module("", "{\"name\":\"b\",\"order\":1}");
        module("", "{\"name\":\"c\",\"order\":3}");
        assertThat(caller.qtest("/modules").json().findValuesAsText("name")).containsExactly("b", "a", "c");
        caller.qtest("PUT", "/modules/" + a, "{\"name\":\"a\",\"order\":9}");
        assertThat(caller.qtest("/modules").json().findValuesAsText("name")).containsExactly("b", "c", "a");
        String placed = "{\"name\":\"%s\",\"parent_id\":" + a + ",\"order\":%d,\"properties\":[]}";
        create(placed.formatted("z", 2));
        long y = create(placed.formatted("y", 3)).path("id").longValue();
        create(placed.formatted("x", 2));
        assertThat(caller.qtest("/test-cases?parentId=" + a).json().findValuesAsText("name"))
                .containsExactly("z", "x", "y");
        caller.qtest("PUT", "/test-cases/" + y, "{\"order\":1,\"properties\":[]}");
        assertThat(caller.qtest("/test-cases?parentId=" + a).json().findValuesAsText("name"))
                .containsExactly("y", "z", "x");
        refused(caller.qtest("POST", "/modules", "{\"name\":\"d\",\"order\":\"1\"}"), "order");
        refused(caller.qtest("POST", "/modules", "{\"name\":\"d\",\"order\":5000000000}"), "order");
    }

    @Test
    void the_project_is_shown_with_names_paths_and_labels() {
        JsonNode key = newField("{\"label\":\"Zephyr Key\",\"data_type\":1}");
        long top = module("", "{\"name\":\"top\",\"description\":\"Zephyr folder 1\"}");
        long below = module("?parentId=" + top, "{\"name\":\"below\",\"description\":\"Zephyr folder 2\"}");
        create("{\"name\":\"n\",\"parent_id\":" + below + ",\"properties\":[{\"field_id\":" + key.path("id")
                + ",\"field_value\":\"K-T1\"}],\"test_steps\":[{\"description\":\"d\",\"expected\":\"e\"}]}");
        assertThat(admin("/modules").findValuesAsText("path")).containsExactly("top", "top/below");
        JsonNode shown = admin("/cases").get(0);
        assertThat(shown.path("key").asText()).isEqualTo("K-T1");
        assertThat(shown.path("module").asText()).isEqualTo("top/below");
        assertThat(shown.at("/fields/Priority").asText()).isEqualTo("Undecided");
        assertThat(shown.at("/steps/0/expected").asText()).isEqualTo("e");
        assertThat(QTestLookAlike.in(sandbox).edits().cases())
                .hasToString(admin("/cases").toString());
    }

    @Test
    void people_edit_clear_move_and_delete() {
        JsonNode key = newField("{\"label\":\"Zephyr Key\",\"data_type\":1}");
        newField("{\"label\":\"M\",\"data_type\":17,\"multiple\":true,"
                + "\"allowed_values\":[{\"label\":\"A\"},{\"label\":\"B\"}]}");
        module("", "{\"name\":\"top\",\"description\":\"Zephyr folder 1\"}");
        module("", "{\"name\":\"other\",\"description\":\"Zephyr folder 2\"}");
        create(valued(key, "\"K-T1\""));
        done(
                "POST",
                "/cases/K-T1",
                "{\"name\":\"edited\",\"module\":\"Zephyr folder 1\",\"fields\":{\"M\":[\"B\"],\"Priority\":null,"
                        + "\"Status\":\"Baselined\"}}");
        JsonNode shown = admin("/cases").get(0);
        assertThat(shown.path("name").asText()).isEqualTo("edited");
        assertThat(shown.path("module").asText()).isEqualTo("top");
        assertThat(shown.at("/fields/M/0").asText()).isEqualTo("B");
        assertThat(shown.path("fields").has("Priority")).isFalse();
        assertThat(shown.at("/fields/Status").asText()).isEqualTo("Baselined");
        String one = "/modules/" + URLEncoder.encode("Zephyr folder 1", StandardCharsets.UTF_8);
        done("POST", one, "{\"parent\":\"Zephyr folder 2\"}");
        assertThat(admin("/cases").findValuesAsText("module")).containsExactly("other/top");
        done("POST", one, "{\"parent\":null,\"name\":\"again\"}");
        assertThat(admin("/cases").findValuesAsText("module")).containsExactly("again");
        done("DELETE", "/cases/K-T1", "");
        done("DELETE", one, "");
        assertThat(admin("/cases")).isEmpty();
        assertThat(admin("/modules").findValuesAsText("name")).doesNotContain("again");
    }

    @Test
    void an_edit_of_what_is_not_there_is_refused_and_changes_nothing() {
        JsonNode key = newField("{\"label\":\"Zephyr Key\",\"data_type\":1}");
        create(valued(key, "\"K-T1\""));
        for (String edit : List.of("{\"fields\":{\"No\":1}}", "{\"fields\":{\"Priority\":\"No\"}}", "{\"no\":1}")) {
            assertThat(caller.admin("POST", "/qtest/cases/K-T1", edit).status()).isEqualTo(400);
        }
        assertThat(caller.admin("DELETE", "/qtest/cases/K-T2", "").status()).isEqualTo(400);
        assertThat(admin("/cases").get(0).path("version").asText()).isEqualTo("0.1");
    }
}
