package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GivenProjectTest {

    private static final String ODD_CASE =
            "{\"id\": \"7\",\"key\":\"ODD-T1\", \"name\":null,\"more\":1.50,\"cut\":\"\\ud83d\",\"big\":123456789012345678901234567890}";

    private static final String PROJECT = """
            {"key": "ODD", "project": {"id": 5, "key": "ODD", "enabled": true},
             "folders": [{"id": 21, "name": "", "folderType": "TEST_CASE"}, {"id": 22, "folderType": "TEST_PLAN"}],
             "priorities": [{"id": 31, "name": "High"}],
             "statuses": [{"id": 41, "name": "Draft", "_type": "TEST_CASE"}, {"id": 42, "_type": "TEST_CYCLE"}],
             "components": [{"id": 51, "name": "Server"}],
             "testcases": [
               {"listed": %s, "steps": [{"inline": null}, 17], "attachments": [{"id": 61, "name": "a.txt"}],
                "links": {"issues": "none"}, "versions": [{"id": 7}, {"id": 6}], "older": {"1": {"id": 6}}},
               {"listed": {"id": 3, "key": "ODD-T2"}, "script": {"type": "cucumber", "text": null}},
               {"listed": {"id": 4, "key": "ODD-T3"}, "steps404": true},
               {"listed": {"name": "no key"}}]}
            """.formatted(ODD_CASE);

    private static RunningSandbox sandbox;
    private static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(20, 3), QTestOptions.usual());
        caller = new Caller(sandbox);
    }

    @BeforeEach
    void give() {
        sandbox.reset();
        assertThat(caller.admin("POST", "/project", PROJECT).json().path("key").asText())
                .isEqualTo("ODD");
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void its_objects_are_answered_byte_by_byte_as_they_were_given() {
        assertThat(caller.zephyr("/testcases/ODD-T1").text()).isEqualTo(ODD_CASE);
        assertThat(caller.zephyr("/testcases?projectKey=ODD").text()).contains("[" + ODD_CASE + ",{\"id\": 3");
        assertThat(caller.zephyr("/projects/ODD").text()).isEqualTo("{\"id\": 5, \"key\": \"ODD\", \"enabled\": true}");
    }

    @Test
    void the_cursor_listing_is_in_the_order_of_the_ids() {
        assertThat(caller.zephyr("/testcases/nextgen?projectKey=ODD").json().findValuesAsText("id"))
                .containsExactly("3", "4", "7");
        assertThat(caller.zephyr("/testcases/nextgen?projectKey=ODD&startAtId=5")
                        .text())
                .contains("\"values\":[" + ODD_CASE + "]");
    }

    @Test
    void what_hangs_below_a_case_is_as_given() {
        assertThat(caller.zephyr("/testcases/ODD-T1/teststeps").text())
                .contains("\"total\":2", "[{\"inline\": null},17]");
        assertThat(caller.zephyr("/testcases/ODD-T2/teststeps").status()).isEqualTo(422);
        assertThat(caller.zephyr("/testcases/ODD-T2/testscript").text())
                .isEqualTo("{\"type\": \"cucumber\", \"text\": null}");
        assertThat(caller.zephyr("/testcases/ODD-T3/teststeps").status()).isEqualTo(404);
        assertThat(caller.zephyr("/testcases/ODD-T1/links").text()).isEqualTo("{\"issues\": \"none\"}");
        assertThat(caller.zephyr("/testcases/ODD-T1/attachments").text())
                .isEqualTo("{\"attachments\":[{\"id\": 61, \"name\": \"a.txt\"}]}");
        assertThat(caller.zephyr("/testcases/ODD-T1/attachments/61").text()).contains("a.txt");
        assertThat(caller.zephyr("/testcases/ODD-T1/versions")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(caller.zephyr("/testcases/ODD-T1/versions/1").text()).isEqualTo("{\"id\": 6}");
        assertThat(caller.zephyr("/testcases/ODD-T1/versions/2").text()).isEqualTo(ODD_CASE);
    }

    @Test
    void its_small_lists_are_there_without_the_words_that_are_for_the_sandbox() {
        assertThat(caller.zephyr("/folders?projectKey=ODD&folderType=TEST_CASE")
                        .json()
                        .path("values"))
                .hasSize(1);
        assertThat(caller.zephyr("/statuses?projectKey=ODD&statusType=TEST_CASE")
                        .text())
                .contains("\"values\":[{\"id\":41,\"name\":\"Draft\"}]");
        assertThat(caller.zephyr("/priorities/31").text()).isEqualTo("{\"id\": 31, \"name\": \"High\"}");
        JsonNode component = caller.send(
                        "GET",
                        ZephyrLookAlike.in(sandbox).url().replace("/v2", "/jira/rest/api/3/component/51"),
                        "Bearer " + ZephyrLookAlike.in(sandbox).token(),
                        "")
                .json();
        assertThat(component.path("name").asText()).isEqualTo("Server");
    }

    @Test
    void it_is_served_beside_the_first_until_the_reset() {
        assertThat(caller.zephyr("/projects").json().path("total").asInt()).isEqualTo(2);
        assertThat(caller.zephyr("/testcases?projectKey=GEN")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(20);
        sandbox.reset();
        assertThat(caller.zephyr("/testcases?projectKey=ODD").status()).isEqualTo(404);
    }

    @Test
    void another_project_of_its_key_takes_its_place_quirks_included() {
        String project = PROJECT.replace(
                "\"testcases\"",
                "\"quirks\": {\"status\": [{\"path\": \"ODD-T1/teststeps\", \"code\": 500, \"times\": 9}],"
                        + " \"caps\": {\"testcases\": 2}, \"cap_untold\": true, \"omit\": [\"next\"]}, \"testcases\"");
        caller.admin("POST", "/project", project);
        assertThat(caller.zephyr("/testcases/ODD-T1/teststeps").status()).isEqualTo(500);
        JsonNode page =
                caller.zephyr("/testcases?projectKey=ODD&maxResults=100").json();
        assertThat(page.path("values")).hasSize(2);
        assertThat(page.path("maxResults").asInt()).isEqualTo(100);
        assertThat(page.has("next")).isFalse();
        assertThat(caller.zephyr("/testcases?projectKey=GEN").json().path("values"))
                .hasSize(10);

        caller.admin("POST", "/project", PROJECT);
        assertThat(caller.zephyr("/testcases/ODD-T1/teststeps").status()).isEqualTo(200);
        assertThat(sandbox.faults().oddAnswers().all()).isEmpty();
    }

    @Test
    void a_project_at_hand_keeps_half_an_emoji() throws IOException {
        ObjectNode project = (ObjectNode) new ObjectMapper().readTree(PROJECT);
        assertThat(ZephyrLookAlike.in(sandbox).project(project)).isEqualTo("ODD");
        assertThat(caller.zephyr("/testcases/ODD-T1").text()).contains("\"cut\":\"\\uD83D\"");
    }

    @Test
    void a_text_of_many_megabytes_is_no_matter() {
        String text = "x".repeat(25 << 20);
        caller.admin("POST", "/project", PROJECT.replace("\"no key\"", "\"" + text + "\""));
        Reply page = caller.zephyr("/testcases?projectKey=ODD");
        assertThat(page.text()).contains("{\"name\": \"" + text + "\"}");
    }

    @Test
    void somebody_edits_its_cases_after_so_many_requests() {
        String project = PROJECT.replace(
                "\"testcases\"",
                "\"quirks\": {\"mutate\": {\"on\": \"folders\", \"after\": 1, \"set\": {\"labels\": [\"new\"]}}}, \"testcases\"");
        caller.admin("POST", "/project", project);
        caller.zephyr("/folders?projectKey=ODD");
        assertThat(caller.zephyr("/testcases/ODD-T2").json().has("labels")).isFalse();
        caller.zephyr("/folders?projectKey=ODD");
        assertThat(caller.zephyr("/testcases/ODD-T2").json().at("/labels/0").asText())
                .isEqualTo("new");
    }

    @Test
    void what_is_no_project_is_refused() {
        assertThat(caller.admin("POST", "/project", "[]").status()).isEqualTo(400);
        assertThat(caller.admin("POST", "/project", "{\"project\":{}}").message())
                .contains("testcases");
    }
}
