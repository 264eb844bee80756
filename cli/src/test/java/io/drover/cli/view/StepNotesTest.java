package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.cli.api.ApiJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepNotesTest {

    @Test
    void a_step_says_for_what_it_waits_until_when_by_the_clock_on_the_wall_and_how_often_it_was_tried()
            throws Exception {
        ZonedDateTime until =
                ZonedDateTime.now(ZoneId.systemDefault()).plusMinutes(20).truncatedTo(ChronoUnit.MINUTES);

        String note = StepNotes.of(waits(until.toInstant(), "limited by Zephyr Scale"));

        String wall = String.format("%02d:%02d", until.getHour(), until.getMinute());
        assertThat(note).isEqualTo("limited by Zephyr Scale until " + wall + ", attempt 1 of 8");
    }

    @Test
    void a_wait_of_days_says_on_which() throws Exception {
        Instant until = Instant.now().plus(Duration.ofDays(3));

        assertThat(StepNotes.of(waits(until, "limited by qTest")))
                .contains(" until " + until.atZone(ZoneId.systemDefault()).toLocalDate() + " ");
    }

    @Test
    void what_a_system_said_does_not_steer_the_terminal() throws Exception {
        assertThat(StepNotes.of(waits(Instant.now(), "NOT_JSON: \u001b[2J\nhello")))
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void a_step_that_waits_for_nothing_has_nothing_to_say() throws Exception {
        assertThat(StepNotes.of(ApiJson.MAPPER.readValue(
                        "{\"id\": \"cases\", \"title\": \"Cases\", \"kind\": \"records\", \"state\": \"RUNNING\", \"waits\": null}",
                        Step.class)))
                .isEmpty();
    }

    @Test
    void it_is_seen_while_one_watches_and_in_a_log() throws Exception {
        Step step = waits(Instant.now(), "limited by Zephyr Scale");
        Execution execution =
                ApiJson.MAPPER.readValue("""
                {"id": "e-1", "migration": "m", "recipe": "r", "state": "RUNNING", "durationMs": 1, "steps": [%s]}""".formatted(ApiJson.MAPPER.writeValueAsString(step)), Execution.class);
        ProgressLines lines = new ProgressLines(new Pace(), Terminal.NONE);

        assertThat(String.join("\n", lines.screen(execution, Duration.ofSeconds(1), Set.of())))
                .contains("limited by Zephyr Scale until ", ", attempt 1 of 8");
        assertThat(lines.line(execution, Duration.ofSeconds(1)))
                .contains("Cases  limited by Zephyr Scale until ", ", attempt 1 of 8");
    }

    @Test
    void a_wait_that_fails_nothing_counts_no_attempts() throws Exception {
        String json = """
                {"id": "cases", "title": "Cases", "kind": "records", "state": "RUNNING",
                 "waits": {"for": "no loader-service has taken the batch since 10:00", "until": "2026-01-01T00:00:00Z",
                           "attempt": 1, "of": 0}}""";

        assertThat(StepNotes.of(ApiJson.MAPPER.readValue(json, Step.class)))
                .isEqualTo("no loader-service has taken the batch since 10:00");
    }

    private static Step waits(Instant until, String why) throws Exception {
        return ApiJson.MAPPER.readValue("""
                {"id": "cases", "title": "Cases", "kind": "records", "state": "RUNNING",
                 "waits": {"for": %s, "until": "%s", "attempt": 1, "of": 8}}""".formatted(ApiJson.MAPPER.writeValueAsString(why), until), Step.class);
    }
}
