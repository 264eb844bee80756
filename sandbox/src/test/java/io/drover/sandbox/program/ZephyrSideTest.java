package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import io.drover.sandbox.zephyr.ZephyrSwitches;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZephyrSideTest {

    private static final int CASES = 1000;

    private static RunningSandbox sandbox;
    private static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(CASES, 3), QTestOptions.usual());
        caller = new Caller(sandbox);
    }

    @BeforeEach
    void calm() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    private static Reply with(String authorization) {
        return caller.send("GET", ZephyrLookAlike.in(sandbox).url() + "/projects", authorization, "");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_token_is_checked_for_its_form_first_and_then_for_its_value() {
        assertThat(with("").json().path("error").asText()).contains("missing");
        assertThat(with("Bearer abc").json().path("error").asText()).contains("3 parts");
        assertThat(with("Bearer !.!.x").json().path("error").asText()).contains("base64url");
        assertThat(with("Bearer " + part("no") + "." + part("no") + ".x")
                        .json()
                        .path("error")
                        .asText())
                .contains("JSON");
        Reply foreign = with("Bearer " + part("{}") + "." + part("{}") + ".x");
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(foreign.json().path("error").asText()).contains("signature");
        assertThat(with("Bearer " + ZephyrLookAlike.in(sandbox).token()).status())
                .isEqualTo(200);
    }

    @Test
    void a_list_has_ten_rows_by_default_and_says_where_the_next_page_is() {
        JsonNode page = caller.zephyr("/testcases?projectKey=GEN").json();
        assertThat(page.path("values")).hasSize(10);
        assertThat(page.path("total").asInt()).isEqualTo(CASES);
        assertThat(page.path("isLast").asBoolean()).isFalse();
        assertThat(page.path("next").asText())
                .startsWith(ZephyrLookAlike.in(sandbox).url() + "/testcases?")
                .contains("startAt=10");
        JsonNode last = caller.zephyr("/testcases?maxResults=100&startAt=900").json();
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(last.path("isLast").asBoolean()).isTrue();
    }

    @Test
    void a_page_never_exceeds_the_cap_and_says_what_it_used() {
        assertThat(caller.zephyr("/testcases?maxResults=5000")
                        .json()
                        .path("maxResults")
                        .asInt())
                .isEqualTo(1000);
        caller.admin("POST", "/faults", "{\"zephyrPageCap\":50}");
        JsonNode capped = caller.zephyr("/testcases?maxResults=1000").json();
        assertThat(capped.path("maxResults").asInt()).isEqualTo(50);
        assertThat(capped.path("values")).hasSize(50);
    }

    @Test
    void steps_come_ten_at_a_time_too() {
        assertThat(caller.zephyr("/testcases/GEN-T1/teststeps")
                        .json()
                        .path("maxResults")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void bad_parameters_are_refused_with_their_name() {
        for (String query : List.of("maxResults=x", "maxResults=0", "startAt=-1", "folderId=x", "projectKey=gen")) {
            Reply reply = caller.zephyr("/testcases?" + query);
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.json().path("errorCode").asInt()).isEqualTo(400);
            assertThat(reply.message()).contains(query.substring(0, query.indexOf('=')));
        }
        assertThat(caller.zephyr("/testcases/nextgen?updatedAfter=today").status())
                .isEqualTo(400);
        assertThat(caller.zephyr("/testcases/nonsense").status()).isEqualTo(400);
        assertThat(caller.zephyr("/statuses?statusType=X").status()).isEqualTo(400);
        assertThat(caller.zephyr("/folders?folderType=X").status()).isEqualTo(400);
    }

    @Test
    void what_is_not_there_is_404_and_an_unknown_path_is_an_html_503() {
        assertThat(caller.zephyr("/testcases/GEN-T999999").status()).isEqualTo(404);
        assertThat(caller.zephyr("/testcases?projectKey=OTHER").status()).isEqualTo(404);
        assertThat(caller.zephyr("/folders/1").status()).isEqualTo(404);
        assertThat(caller.zephyr("/projects/NOPE").status()).isEqualTo(404);
        Reply unknown = caller.zephyr("/customfields");
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.text()).contains("<HTML>");
    }

    @Test
    void every_kind_of_script_is_read_at_its_own_address_and_422_at_the_other() {
        Set<String> kinds = new HashSet<>();
        for (JsonNode test : caller.zephyr("/testcases?maxResults=200").json().path("values")) {
            String self = test.at("/testScript/self").asText();
            String key = test.path("key").asText();
            boolean steps = self.endsWith("/teststeps");
            Reply right = caller.zephyr("/testcases/" + key + (steps ? "/teststeps" : "/testscript"));
            Reply wrong = caller.zephyr("/testcases/" + key + (steps ? "/testscript" : "/teststeps"));
            assertThat(right.status()).isEqualTo(200);
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.json().path("errorCode").asInt()).isEqualTo(422);
            kinds.add(steps ? "steps" : right.json().path("type").asText());
        }
        assertThat(kinds).containsExactlyInAnyOrder("steps", "plain", "bdd");
    }

    @Test
    void payloads_carry_properties_beyond_the_specification() {
        assertThat(caller.zephyr("/projects/GEN").json().has("addedSinceTheSpecification"))
                .isTrue();
        assertThat(caller.zephyr("/testcases/GEN-T1").json().has("addedSinceTheSpecification"))
                .isTrue();
        assertThat(caller.zephyr("/testcases/GEN-T1/teststeps")
                        .json()
                        .at("/values/0")
                        .has("addedSinceTheSpecification"))
                .isTrue();
    }

    @Test
    void references_are_ids_that_the_lists_resolve() {
        for (String[] list : new String[][] {
            {"priorities", "priority"}, {"statuses?statusType=TEST_CASE", "status"}, {"folders", "folder"}
        }) {
            Set<Long> known = new HashSet<>();
            String and = list[0].contains("?") ? "&" : "?";
            caller.zephyr("/" + list[0] + and + "maxResults=1000")
                    .json()
                    .path("values")
                    .forEach(v -> known.add(v.path("id").longValue()));
            for (JsonNode test :
                    caller.zephyr("/testcases?maxResults=1000").json().path("values")) {
                if (!test.path(list[1]).isNull()) {
                    assertThat(known).contains(test.path(list[1]).path("id").longValue());
                }
            }
        }
    }

    @Test
    void the_cursor_skips_gaps_and_can_be_limited_to_a_folder_or_a_time() {
        JsonNode first = caller.zephyr("/testcases/nextgen?limit=20").json();
        List<Long> ids = new ArrayList<>();
        first.path("values").forEach(t -> ids.add(t.path("id").longValue()));
        assertThat(ids).isSorted();
        assertThat(ids.getLast() - ids.getFirst()).isGreaterThan(20);
        assertThat(caller.zephyr("/testcases/nextgen?limit=1&startAtId=" + (ids.get(3) + 1))
                        .json()
                        .at("/values/0/id")
                        .longValue())
                .isEqualTo(ids.get(4));
        JsonNode folder = caller.zephyr("/folders").json().at("/values/0/id");
        assertThat(caller.zephyr("/testcases/nextgen?limit=1000&folderId=" + folder)
                        .json()
                        .path("values"))
                .isNotEmpty()
                .allSatisfy(t -> assertThat(t.at("/folder/id")).isEqualTo(folder));
        JsonNode all = caller.zephyr("/testcases/nextgen?limit=1000").json();
        JsonNode late = caller.zephyr("/testcases/nextgen?limit=1000&updatedAfter=2020-01-15T00:00:00Z")
                .json();
        assertThat(late.path("values").size()).isBetween(1, all.path("values").size() - 1);
    }

    @Test
    void some_cases_have_two_versions_and_the_newest_is_first() {
        JsonNode twice = MissingNode.getInstance();
        for (int i = 1; i <= CASES && twice.isMissingNode(); i++) {
            JsonNode versions =
                    caller.zephyr("/testcases/GEN-T" + i + "/versions").json();
            twice = versions.path("total").asInt() == 2 ? versions : twice;
        }
        assertThat(twice.at("/values/0/self").asText()).endsWith("/versions/2");
        assertThat(twice.at("/values/1/self").asText()).endsWith("/versions/1");
        JsonNode older = caller.send(
                        "GET",
                        twice.at("/values/1/self").asText(),
                        "Bearer " + ZephyrLookAlike.in(sandbox).token(),
                        "")
                .json();
        assertThat(older.path("id")).isEqualTo(twice.at("/values/1/id"));
    }

    @Test
    void no_attachments_is_404_and_attachments_can_be_read() {
        int some = 0;
        for (int i = 1; i <= CASES && some == 0; i++) {
            Reply list = caller.zephyr("/testcases/GEN-T" + i + "/attachments");
            if (list.status() == 200) {
                some++;
                long id = list.json().at("/attachments/0/id").longValue();
                assertThat(caller.zephyr("/testcases/GEN-T" + i + "/attachments/" + id)
                                .text())
                        .isNotEmpty();
            } else {
                assertThat(list.status()).isEqualTo(404);
                assertThat(list.message()).contains("no attachment metadata");
            }
        }
        assertThat(some).isOne();
    }

    @Test
    void custom_fields_come_in_every_shape_and_all_of_them_on_every_case() {
        Set<String> shapes = new HashSet<>();
        for (JsonNode test : caller.zephyr("/testcases?maxResults=100").json().path("values")) {
            assertThat(test.path("customFields")).hasSize(10);
            test.path("customFields")
                    .forEach(value -> shapes.add(value.getNodeType().name()));
        }
        assertThat(shapes).containsExactlyInAnyOrder("NULL", "STRING", "NUMBER", "BOOLEAN", "ARRAY");
    }

    @Test
    void a_disabled_project_shows_itself_and_hides_the_rest() {
        caller.admin("POST", "/faults", "{\"projectDisabled\":true}");
        assertThat(caller.zephyr("/projects/GEN").json().path("enabled").asBoolean(true))
                .isFalse();
        for (String path : List.of("/testcases", "/testcases/GEN-T1", "/folders", "/statuses", "/testcases/nextgen")) {
            assertThat(caller.zephyr(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void the_first_two_cases_call_each_other_when_told_so() {
        caller.admin("POST", "/faults", "{\"calledCaseCycle\":true}");
        assertThat(caller.zephyr("/testcases/GEN-T1/teststeps").text()).contains("\"testCaseKey\":\"GEN-T2\"");
        assertThat(caller.zephyr("/testcases/GEN-T2/teststeps").text()).contains("\"testCaseKey\":\"GEN-T1\"");
    }

    @Test
    void a_folder_loses_its_parent_when_told_so() {
        caller.admin("POST", "/faults", "{\"unknownParentFolder\":true}");
        assertThat(caller.zephyr("/folders?maxResults=1000").text()).contains("\"parentId\":999999999");
    }

    @Test
    void a_revoked_token_is_403() {
        assertThat(sandbox.switches().get(ZephyrSwitches.TOKEN_REVOKED)).isFalse();
        caller.admin("POST", "/faults", "{\"zephyrTokenRevoked\":true}");
        Reply reply = caller.zephyr("/projects");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("errorCode").asInt()).isEqualTo(403);
    }
}
