package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ListingForm;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListingFormsTest {

    private static final int CASES = 30;

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

    private static void form(String listing, String form) {
        assertThat(caller.admin("POST", "/faults", "{\"listings\":{\"" + listing + "\":" + form + "}}")
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode page(String path) {
        return caller.zephyr(path).json();
    }

    private static List<String> keys(JsonNode... pages) {
        List<String> keys = new ArrayList<>();
        for (JsonNode page : pages) {
            page.path("values").forEach(value -> keys.add(value.path("key").asText()));
        }
        return keys;
    }

    /** Numbers of cases as keys. */
    private static List<String> cases(int... numbers) {
        List<String> keys = new ArrayList<>();
        for (int number : numbers) {
            keys.add("GEN-T" + number);
        }
        return keys;
    }

    @Test
    void an_envelope_does_without_what_it_is_told_to_omit() {
        form("testcases", "{\"omit\":[\"next\",\"isLast\",\"startAt\",\"maxResults\"]}");
        assertThat(page("/testcases").fieldNames()).toIterable().containsExactly("total", "values");
        assertThat(page("/folders").has("next")).isTrue();
        form("*", "{\"omit\":[\"total\"]}");
        assertThat(page("/folders").has("total")).isFalse();
        assertThat(page("/testcases").has("total")).isTrue();
    }

    @Test
    void a_cap_may_be_told_or_not() {
        form("testcases", "{\"cap\":4}");
        assertThat(page("/testcases?maxResults=100").path("maxResults").asInt()).isEqualTo(4);
        form("testcases", "{\"cap\":4,\"capUntold\":true}");
        JsonNode page = page("/testcases?maxResults=100");
        assertThat(page.path("values")).hasSize(4);
        assertThat(page.path("maxResults").asInt()).isEqualTo(100);
    }

    @Test
    void next_may_lead_to_another_host() {
        form("testcases", "{\"nextHost\":\"http://elsewhere.example/v2\"}");
        assertThat(page("/testcases").path("next").asText()).startsWith("http://elsewhere.example/v2/testcases?");
    }

    @Test
    void rows_are_passed_over_in_silence_and_a_page_in_the_middle_is_empty() {
        form("testcases", "{\"hiddenAt\":3,\"hiddenRows\":3}");
        JsonNode second = page("/testcases?maxResults=3&startAt=3");
        assertThat(second.path("values")).isEmpty();
        assertThat(second.path("isLast").asBoolean(true)).isFalse();
        assertThat(second.path("total").asInt()).isEqualTo(CASES - 3);
        assertThat(keys(page("/testcases?maxResults=3&startAt=6"))).isEqualTo(cases(7, 8, 9));
    }

    @Test
    void a_gap_between_positions_loses_no_row() {
        form("testcases", "{\"gapAt\":3,\"gapRows\":3}");
        JsonNode[] pages = {
            page("/testcases?maxResults=3"),
            page("/testcases?maxResults=3&startAt=3"),
            page("/testcases?maxResults=3&startAt=6")
        };
        assertThat(pages[1].path("values")).isEmpty();
        assertThat(keys(pages)).isEqualTo(cases(1, 2, 3, 4, 5, 6));
        assertThat(page("/testcases?startAt=30").path("values")).hasSize(3);
    }

    @Test
    void pages_overlap_or_come_twice() {
        form("testcases", "{\"repeatAt\":3,\"repeatRows\":1}");
        assertThat(keys(page("/testcases?maxResults=3"), page("/testcases?maxResults=3&startAt=3")))
                .isEqualTo(cases(1, 2, 3, 3, 4, 5));
        form("testcases", "{\"repeatAt\":3,\"repeatRows\":3}");
        assertThat(keys(page("/testcases?maxResults=3"), page("/testcases?maxResults=3&startAt=3")))
                .isEqualTo(cases(1, 2, 3, 1, 2, 3));
        assertThat(page("/testcases?startAt=30").path("isLast").asBoolean()).isTrue();
    }

    @Test
    void a_total_is_wrong_or_changes() {
        form("testcases", "{\"totalOff\":5}");
        assertThat(page("/testcases").path("total").asInt()).isEqualTo(CASES + 5);
        form("testcases", "{\"totalOff\":-5,\"totalDrift\":2}");
        assertThat(page("/testcases?startAt=20").path("total").asInt()).isEqualTo(CASES - 5 + 4);
    }

    @Test
    void numbers_come_as_texts() {
        form("testcases", "{\"textNumbers\":true}");
        JsonNode page = page("/testcases");
        assertThat(page.path("total").isTextual()).isTrue();
        assertThat(page.path("isLast").textValue()).isEqualTo("false");
    }

    @Test
    void a_listing_ends_early_or_never() {
        form("testcases", "{\"endsAfter\":7}");
        JsonNode early = page("/testcases");
        assertThat(early.path("values")).hasSize(7);
        assertThat(early.path("isLast").asBoolean()).isTrue();
        assertThat(early.path("total").asInt()).isEqualTo(CASES);
        form("testcases", "{\"endless\":true}");
        JsonNode last = page("/testcases?startAt=20");
        assertThat(last.path("isLast").asBoolean(true)).isFalse();
        assertThat(last.path("next").asText()).contains("startAt=20");
    }

    @Test
    void a_cursor_comes_as_a_text_as_a_link_only_or_under_another_name() {
        form("nextgen", "{\"textNumbers\":true}");
        assertThat(page("/testcases/nextgen").path("nextStartAtId").isTextual()).isTrue();
        form("nextgen", "{\"omit\":[\"nextStartAtId\"]}");
        assertThat(page("/testcases/nextgen").has("nextStartAtId")).isFalse();
        assertThat(page("/testcases/nextgen").path("next").asText()).contains("startAtId=");
        form("nextgen", "{\"cursorName\":\"nextStartId\"}");
        assertThat(page("/testcases/nextgen").path("nextStartId").isNumber()).isTrue();
    }

    @Test
    void a_cursor_listing_hides_repeats_ends_early_and_never_ends() {
        form("nextgen", "{\"hiddenAt\":0,\"hiddenRows\":10}");
        JsonNode empty = page("/testcases/nextgen");
        assertThat(empty.path("values")).isEmpty();
        assertThat(empty.path("nextStartAtId").isNumber()).isTrue();
        form("nextgen", "{\"repeatAt\":10,\"repeatRows\":10}");
        JsonNode first = page("/testcases/nextgen");
        JsonNode again = page("/testcases/nextgen?startAtId=" + first.path("nextStartAtId"));
        assertThat(keys(again)).isEqualTo(keys(first));
        assertThat(keys(page("/testcases/nextgen?startAtId=" + again.path("nextStartAtId"))))
                .doesNotContainAnyElementsOf(keys(first))
                .hasSize(10);
        form("nextgen", "{\"endsAfter\":4}");
        assertThat(page("/testcases/nextgen").path("values")).hasSize(4);
        assertThat(page("/testcases/nextgen").path("next").isNull()).isTrue();
        form("nextgen", "{\"endless\":true}");
        assertThat(page("/testcases/nextgen?limit=100&startAtId=5")
                        .path("nextStartAtId")
                        .asLong())
                .isEqualTo(5);
    }

    @Test
    void steps_have_forms_too_and_a_reset_makes_all_plain() {
        ZephyrLookAlike.in(sandbox).listing("teststeps", ListingForm.of("{\"cap\":1,\"omit\":[\"isLast\",\"next\"]}"));
        JsonNode steps = page("/testcases/GEN-T2/teststeps");
        assertThat(steps.path("values")).hasSize(1);
        assertThat(steps.has("isLast")).isFalse();
        sandbox.reset();
        assertThat(page("/testcases/GEN-T2/teststeps").has("isLast")).isTrue();
    }

    @Test
    void a_form_that_does_not_exist_is_refused() {
        assertThat(caller.admin("POST", "/faults", "{\"listings\":{\"folders\":{\"hide\":1}}}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.admin("POST", "/faults", "{\"listings\":{\"folders\":{\"repeatAt\":1,\"repeatRows\":2}}}")
                        .message())
                .contains("repeatRows");
    }
}
