package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedProjectTest {

    private static String cases(int count, long seed, String query) {
        try (RunningSandbox sandbox = RunningSandbox.start(ZephyrOptions.generated(count, seed), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            String steps = caller.zephyr("/testcases/GEN-T1/teststeps").text();
            return (caller.zephyr("/testcases/nextgen?" + query).text() + steps)
                    .replace(String.valueOf(sandbox.port()), "port");
        }
    }

    @Test
    void the_same_seed_makes_the_same_cases_and_another_seed_others() {
        String query = "limit=200";
        assertThat(cases(300, 5, query)).isEqualTo(cases(300, 5, query)).isNotEqualTo(cases(300, 6, query));
    }

    @Test
    void a_million_cases_are_there_at_once() {
        try (RunningSandbox sandbox =
                        RunningSandbox.start(ZephyrOptions.generated(1_000_000, 1), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            JsonNode last = caller.zephyr("/testcases?startAt=999990").json();
            assertThat(last.path("total").asInt()).isEqualTo(1_000_000);
            assertThat(last.at("/values/9/key").asText()).isEqualTo("GEN-T1000000");
            long id = last.at("/values/9/id").longValue();
            JsonNode page = caller.zephyr("/testcases/nextgen?startAtId=" + id).json();
            assertThat(page.path("values")).hasSize(1);
            assertThat(page.path("nextStartAtId").isNull()).isTrue();
            assertThat(caller.zephyr("/folders").json().path("total").asInt()).isEqualTo(20_000);
        }
    }

    @Test
    void folders_are_three_levels_deep_and_every_parent_is_there() {
        try (RunningSandbox sandbox = RunningSandbox.start(ZephyrOptions.generated(5000, 1), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            Map<Long, Long> parents = new HashMap<>();
            caller.zephyr("/folders?maxResults=1000")
                    .json()
                    .path("values")
                    .forEach(f -> parents.put(
                            f.path("id").longValue(), f.path("parentId").asLong(0)));
            int deepest = 0;
            for (long id : parents.keySet()) {
                int depth = 0;
                for (long up = id; up != 0; up = parents.getOrDefault(up, 0L)) {
                    assertThat(parents).containsKey(up);
                    depth++;
                }
                deepest = Math.max(deepest, depth);
            }
            assertThat(parents).hasSize(100);
            assertThat(deepest).isEqualTo(3);
        }
    }

    @Test
    void calls_go_to_earlier_cases_that_are_there() {
        try (RunningSandbox sandbox = RunningSandbox.start(ZephyrOptions.generated(400, 1), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            int calls = 0;
            for (int i = 1; i <= 400; i++) {
                for (JsonNode step : caller.zephyr("/testcases/GEN-T" + i + "/teststeps")
                        .json()
                        .path("values")) {
                    String called = step.at("/testCase/testCaseKey").asText("");
                    if (!called.isEmpty()) {
                        calls++;
                        assertThat(Integer.parseInt(called.substring(5))).isBetween(1, i - 1);
                    }
                }
            }
            assertThat(calls).isPositive();
        }
    }

    @Test
    void as_many_cases_call_earlier_ones_as_are_wanted() {
        try (RunningSandbox sandbox =
                        RunningSandbox.start(ZephyrOptions.generated(400, 1).madeUp(1, 120), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            int callers = 0;
            for (int i = 1; i <= 400; i++) {
                for (JsonNode step : caller.zephyr("/testcases/GEN-T" + i + "/teststeps")
                        .json()
                        .path("values")) {
                    String called = step.at("/testCase/testCaseKey").asText("");
                    if (!called.isEmpty()) {
                        callers++;
                        assertThat(Integer.parseInt(called.substring(5))).isBetween(1, i - 1);
                    }
                }
            }
            assertThat(callers).isEqualTo(120);
        }
    }

    @Test
    void further_projects_have_keys_and_folders_of_their_own_and_a_reset_keeps_them() {
        try (RunningSandbox sandbox =
                        RunningSandbox.start(ZephyrOptions.generated(60, 1).madeUp(3, null), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            sandbox.reset();
            JsonNode second = caller.zephyr("/testcases?projectKey=GEN2").json();
            assertThat(second.path("total").asInt()).isEqualTo(60);
            assertThat(second.at("/values/0/key").asText()).isEqualTo("GEN2-T1");
            JsonNode folders = caller.zephyr("/folders?projectKey=GEN2").json().path("values");
            JsonNode others = caller.zephyr("/folders?projectKey=GEN").json().path("values");
            assertThat(folders.findValuesAsText("id"))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(others.findValuesAsText("id"));
        }
    }
}
