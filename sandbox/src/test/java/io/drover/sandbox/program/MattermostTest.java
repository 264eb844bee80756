package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MattermostTest {

    private static RunningSandbox sandbox;
    private static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.mattermost(), QTestOptions.usual());
        caller = new Caller(sandbox);
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    private static JsonNode steps(String key) {
        return caller.zephyr("/testcases/" + key + "/teststeps?maxResults=1000").json();
    }

    @Test
    void the_cursor_leads_through_all_cases_once_in_ascending_order_of_ids() {
        List<Long> ids = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        JsonNode page =
                caller.zephyr("/testcases/nextgen?projectKey=MM&limit=1000").json();
        while (true) {
            page.path("values").forEach(test -> {
                ids.add(test.path("id").longValue());
                keys.add(test.path("key").textValue());
            });
            if (page.path("nextStartAtId").isNull()) {
                break;
            }
            page = caller.send(
                            "GET",
                            page.path("next").asText(),
                            "Bearer " + ZephyrLookAlike.in(sandbox).token(),
                            "")
                    .json();
        }
        assertThat(ids).hasSize(5059).isSorted().doesNotHaveDuplicates();
        assertThat(keys).hasSize(5059);
    }

    @Test
    void all_folders_are_there_and_their_parents_too() {
        JsonNode page = caller.zephyr("/folders?projectKey=MM&folderType=TEST_CASE&maxResults=1000")
                .json();
        Set<Long> ids = new HashSet<>();
        page.path("values").forEach(folder -> ids.add(folder.path("id").longValue()));
        assertThat(ids).hasSize(386);
        assertThat(page.path("values")).allSatisfy(folder -> {
            if (!folder.path("parentId").isNull()) {
                assertThat(ids).contains(folder.path("parentId").longValue());
            }
        });
    }

    @Test
    void a_case_has_all_fields_of_the_project_also_the_empty_ones() {
        JsonNode fields = caller.zephyr("/testcases/MM-T2").json().path("customFields");
        assertThat(fields).hasSize(14);
        assertThat(fields.get("Detox").isNull()).isTrue();
        assertThat(fields.get("Tags").get(0).textValue()).isEqualTo("Cloud N/A");
    }

    @Test
    void markdown_of_the_export_is_html_again() {
        String text = steps("MM-T1").at("/values/0/inline/description").textValue();
        assertThat(text)
                .startsWith("<ol>")
                .contains("<strong>Uncheck</strong>")
                .contains("<a href=\"https://docs.mattermost.com/")
                .doesNotContain("**");
    }

    @Test
    void calls_blank_steps_and_missing_texts_are_kept_as_in_the_source() {
        int calls = 0;
        int blank = 0;
        int noDescription = 0;
        int all = 0;
        JsonNode page = caller.zephyr("/testcases/nextgen?limit=1000").json();
        while (true) {
            for (JsonNode test : page.path("values")) {
                for (JsonNode step : steps(test.path("key").textValue()).path("values")) {
                    all++;
                    calls += step.path("testCase").isObject() ? 1 : 0;
                    JsonNode inline = step.path("inline");
                    blank += inline.path("description").asText("x").isEmpty() ? 1 : 0;
                    noDescription += inline.path("description").isNull() ? 1 : 0;
                }
            }
            if (page.path("nextStartAtId").isNull()) {
                break;
            }
            page = caller.zephyr("/testcases/nextgen?limit=1000&startAtId="
                            + page.path("nextStartAtId").asText())
                    .json();
        }
        assertThat(all).isEqualTo(7477);
        assertThat(calls).isEqualTo(117);
        assertThat(blank).isEqualTo(107);
        assertThat(noDescription).isEqualTo(25);
    }

    @Test
    void a_component_is_an_id_and_its_name_is_in_jira() {
        JsonNode page = caller.zephyr("/testcases/nextgen?limit=1000").json();
        JsonNode component = null;
        while (component == null) {
            for (JsonNode test : page.path("values")) {
                component = test.path("component").isObject() ? test.path("component") : component;
            }
            page = caller.zephyr("/testcases/nextgen?limit=1000&startAtId="
                            + page.path("nextStartAtId").asText())
                    .json();
        }
        JsonNode jira = caller.send(
                        "GET",
                        component.path("self").asText(),
                        "Bearer " + ZephyrLookAlike.in(sandbox).token(),
                        "")
                .json();
        assertThat(jira.path("id").asText()).isEqualTo(component.path("id").asText());
        assertThat(jira.path("name").asText()).isIn("System Console", "Webapp", "Message Attachments");
    }
}
