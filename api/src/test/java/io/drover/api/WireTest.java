package io.drover.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire is what went before: each file was served by an earlier release. */
class WireTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @ParameterizedTest
    @CsvSource({
        "execution, io.drover.api.Execution",
        "plan, io.drover.api.ExecutionPlan",
        "migration, io.drover.api.Migration",
        "consent, io.drover.api.ConsentAsked",
        "dead-letter, io.drover.api.DeadLetter",
        "journal-line, io.drover.api.JournalLine"
    })
    void a_record_is_read_and_written_again_as_it_was(String file, String type) throws Exception {
        String served = served(file);

        Object value = JSON.readValue(served, Class.forName(type));

        assertThat(JSON.writeValueAsString(value)).isEqualTo(served);
    }

    @Test
    void a_problem_names_violations_only_where_there_are_any() throws Exception {
        String problem = "{\"type\":\"/problems/not-now\",\"title\":\"Not now\",\"status\":409,\"detail\":\"Wait.\"}";

        assertThat(JSON.writeValueAsString(JSON.readValue(problem, Problem.class)))
                .isEqualTo(problem);
    }

    @Test
    void a_state_that_is_not_known_is_never_taken_for_another() throws Exception {
        String newer = served("execution").replaceFirst("\"state\":\"RUNNING\"", "\"state\":\"PAUSED\"");

        assertThatThrownBy(() -> JSON.readValue(newer, Execution.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("PAUSED");
    }

    @Test
    void a_newer_server_may_say_more_and_an_older_one_less() throws Exception {
        ObjectMapper client = JSON.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

        Execution execution = client.readValue("""
                {"id": "e-1", "migration": "m", "state": "HELD", "startedAt": "2026-11-20T10:00:00Z", "mood": "good",
                 "steps": [{"id": "consent", "title": "Consent", "kind": "operator", "state": "WAITING"},
                           {"id": "agree", "title": "Agree", "kind": "operator", "state": "WAITING"}]}""", Execution.class);

        assertThat(execution.books()).isEmpty();
        assertThat(execution.limitedBy()).isEmpty();
        assertThat(execution.steps())
                .as("an older server had one consent, called so, and did not say which step is one")
                .extracting(Step::consent)
                .containsExactly(true, false);
    }

    private static String served(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(WireTest.class.getResourceAsStream(file + ".json"), "no file " + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
