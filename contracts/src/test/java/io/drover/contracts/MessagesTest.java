package io.drover.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire: golden files of every released version, and what a reader refuses. */
class MessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command",
                "command-minimal",
                "command-origin",
                "result-done",
                "result-failed",
                "result-failed-deed",
                "command-restored",
                "command-permit",
                "command-recipe",
                "command-asked",
                "command-along",
                "result-not-yet",
                "result-skipped",
                "result-failed-minimal",
                "result-running",
                "result-cancelled",
                "result-cancelled-unbegun",
                "cancel"
            })
    void a_message_of_version_1_decodes_and_is_encoded_to_the_same(String file) throws Exception {
        String golden = Golden.file(file);

        Message message = Messages.decode(golden, Message.class);

        assertThat(JSON.readTree(Messages.encode(message))).isEqualTo(JSON.readTree(golden));
    }

    @Test
    void a_command_holds_what_the_file_says() throws Exception {
        Command command = Messages.decode(Golden.file("command"), Command.class);

        assertThat(command.batch()).isEqualTo(new BatchId("20261120-101500-bcdfgh", "testcases", Phase.LOAD, 7));
        assertThat(command.attempt()).isEqualTo(2);
        assertThat(command.entityType()).isEqualTo("testcase");
        assertThat(command.target()).isNotNull().satisfies(target -> {
            assertThat(target.connector()).isEqualTo("qtest");
            assertThat(target.secrets()).containsExactly(Map.entry("token", "qtest-token"));
            assertThat(target.concurrency()).isEqualTo(8);
        });
        assertThat(command.inputs().get("records"))
                .isEqualTo(new Input(
                        new BatchId("20261120-101500-bcdfgh", "testcases", Phase.TRANSFORM, 7).manifestKey(), "plain"));
        assertThat(command.deadline()).isEqualTo(Instant.parse("2026-11-20T10:17:00.123456789Z"));
    }

    @Test
    void records_say_their_source_only_where_the_command_says_so() throws Exception {
        Command marked = Messages.decode(Golden.file("command-origin"), Command.class);
        assertThat(marked.target()).isNotNull().satisfies(target -> assertThat(target.origin())
                .isEqualTo("5f0c1a2b"));
        Command before = Messages.decode(Golden.file("command"), Command.class);
        assertThat(before.target()).isNotNull().satisfies(target -> assertThat(target.origin())
                .isNull());
    }

    @Test
    void a_command_says_of_which_recipe_it_is_and_one_of_an_earlier_release_does_not() throws Exception {
        assertThat(Messages.decode(Golden.file("command-recipe"), Command.class).recipe())
                .isEqualTo("zephyr-scale-to-qtest");
        assertThat(Messages.decode(Golden.file("command-origin"), Command.class).recipe())
                .isNull();
    }

    @Test
    void a_minimal_command_is_about_no_kind_and_no_system() throws Exception {
        Command command = Messages.decode(Golden.file("command-minimal"), Command.class);

        assertThat(command.entityType()).isNull();
        assertThat(command.source()).isNull();
        assertThat(command.target()).isNull();
    }

    @Test
    void a_result_holds_what_the_file_says() throws Exception {
        Result result = Messages.decode(Golden.file("result-done"), Result.class);

        assertThat(result.usage()).isEqualTo(new Usage(57, 1));
        assertThat(result.outcome())
                .isEqualTo(new Outcome.Done(
                        new Counts(10, 6, 1, 2, 1, 0),
                        Map.of("VALUE_TRUNCATED", 2),
                        Map.of("survey", 1, "specs-testcase", 21),
                        Map.of("testcase", 5059L)));
    }

    @Test
    void absent_totals_mean_none() throws Exception {
        ObjectNode golden = (ObjectNode) JSON.readTree(Golden.file("result-done"));
        golden.withObject("/outcome").remove("totals");

        Result result = Messages.decode(golden.toString(), Result.class);

        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.totals())
                .isEmpty());
    }

    @Test
    void a_failure_without_a_time_to_wait_says_none() throws Exception {
        Result result = Messages.decode(Golden.file("result-failed-minimal"), Result.class);

        assertThat(result.outcome())
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.retryAfterMs())
                        .isNull());
    }

    @Test
    void a_cancellation_names_the_steps_that_are_given_up() throws Exception {
        Cancel cancel = Messages.decode(Golden.file("cancel"), Cancel.class);

        assertThat(cancel.execution()).isEqualTo("20261120-101500-bcdfgh");
        assertThat(cancel.steps()).containsExactly("folders", "testcases");
    }

    @Test
    void a_cancelled_attempt_says_what_it_had_done() throws Exception {
        Result some = Messages.decode(Golden.file("result-cancelled"), Result.class);
        Result none = Messages.decode(Golden.file("result-cancelled-unbegun"), Result.class);

        assertThat(some.outcome()).isInstanceOfSatisfying(Outcome.Cancelled.class, cancelled -> {
            assertThat(cancelled.counts().out()).isEqualTo(100);
            assertThat(cancelled.findings()).isEqualTo(Map.of("VALUE_TRUNCATED", 2));
            assertThat(cancelled.empty()).isFalse();
        });
        assertThat(none.outcome()).isEqualTo(Outcome.Cancelled.UNBEGUN);
    }

    @Test
    void an_operation_that_is_not_done_yet_says_when_it_is_to_be_asked_again() throws Exception {
        Result result = Messages.decode(Golden.file("result-not-yet"), Result.class);
        Command again = Messages.decode(Golden.file("command-asked"), Command.class);
        Command first = Messages.decode(Golden.file("command-minimal"), Command.class);

        assertThat(result.outcome()).isEqualTo(new Outcome.NotYet(30_000, "12 of 40 runs are queued", true));
        assertThat(again.asked()).isEqualTo(2);
        assertThat(first.asked()).isZero();
        assertThat(Messages.encode(first)).doesNotContain("asked", "mustUnderstand");
    }

    @Test
    void what_goes_along_with_records_must_be_understood_and_is_nothing_where_it_is_not_told() throws Exception {
        Command along = Messages.decode(Golden.file("command-along"), Command.class);
        Command without = Messages.decode(Golden.file("command-minimal"), Command.class);

        assertThat(along.along()).isEqualTo(new Along(false, List.of("attachment"), true));
        assertThat(without.along()).isEqualTo(Along.NOTHING);
        assertThat(Messages.encode(without)).doesNotContain("along", "mustUnderstand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"execution", "at", "steps"})
    void a_cancellation_without_what_every_one_has_is_refused(String field) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(Golden.file("cancel"));
        message.remove(field);

        assertThatThrownBy(() -> Messages.decode(message.toString(), Cancel.class))
                .isInstanceOf(UnknownMessageException.class);
    }

    @Test
    void a_failure_says_whether_its_deed_was_begun_or_nothing_of_it() throws Exception {
        Result told = Messages.decode(Golden.file("result-failed-deed"), Result.class);
        Result older = Messages.decode(Golden.file("result-failed"), Result.class);

        assertThat(told.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.deedBegun())
                .isTrue());
        assertThat(older.outcome())
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.deedBegun())
                        .isNull());
    }

    @Test
    void an_event_is_a_cloud_event() throws IOException {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("migration", "mattermost");
        data.put("state", "RUNNING");
        data.put("step", "testcases");
        data.put("stepState", "SUCCESS");
        String execution = "20261120-101500-bcdfgh";

        Event event = Event.of(
                execution + "-12-step.finished-testcases",
                execution,
                "step.finished",
                Instant.parse("2026-11-20T10:15:03.500Z"),
                data);

        assertThat(JSON.readTree(Messages.encode(event))).isEqualTo(JSON.readTree(Golden.file("event")));
    }

    @Test
    void a_field_that_a_newer_release_added_is_passed_over() throws Exception {
        ObjectNode newer = (ObjectNode) JSON.readTree(Golden.file("command"));
        newer.put("addedLater", true);

        assertThat(Messages.decode(newer.toString(), Command.class))
                .isEqualTo(Messages.decode(Golden.file("command"), Command.class));
    }

    @Test
    void a_field_that_must_be_understood_and_is_known_is_understood() throws Exception {
        assertThat(Messages.decode(Golden.file("command-must-understand"), Command.class))
                .isEqualTo(Messages.decode(Golden.file("command-minimal"), Command.class));
    }

    @Test
    void a_field_that_must_be_understood_and_is_not_known_refuses_the_message() {
        assertThatThrownBy(() -> Messages.decode(Golden.file("command-must-understand-later"), Command.class))
                .isInstanceOf(UnknownMessageException.class)
                .hasMessageContaining("must be understood");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"later\"", "[7]", "[null]", "[[\"batch\"]]", "[\"batch\", \"later\"]", "{}"})
    void what_must_be_understood_is_a_list_of_known_fields(String words) {
        String message = Golden.file("command-minimal").replaceFirst("\\{", "{\"mustUnderstand\": " + words + ",");

        assertThatThrownBy(() -> Messages.decode(message, Command.class)).isInstanceOf(UnknownMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "null",
                "[]",
                "{}",
                "{\"type\":\"drover.command\"}",
                "{\"type\":\"drover.unheard-of\",\"version\":1}",
                "{\"type\":\"java.lang.Runtime\",\"version\":1}"
            })
    void what_is_no_message_is_refused(String text) {
        assertThatThrownBy(() -> Messages.decode(text, Message.class)).isInstanceOf(UnknownMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "route", "operation", "inputs", "options", "deadline"})
    void a_command_without_what_every_command_has_is_refused(String field) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(Golden.file("command"));
        message.remove(field);

        assertThatThrownBy(() -> Messages.decode(message.toString(), Command.class))
                .isInstanceOf(UnknownMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "worker", "at", "usage", "outcome"})
    void a_result_without_what_every_result_has_is_refused(String field) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(Golden.file("result-done"));
        message.remove(field);

        assertThatThrownBy(() -> Messages.decode(message.toString(), Result.class))
                .isInstanceOf(UnknownMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({"result-done,counts", "result-failed,code", "result-failed,type", "result-failed,message"})
    void an_outcome_without_what_decisions_rest_on_is_refused(String file, String field) throws IOException {
        ObjectNode result = (ObjectNode) JSON.readTree(Golden.file(file));
        ((ObjectNode) result.path("outcome")).remove(field);

        assertThatThrownBy(() -> Messages.decode(result.toString(), Result.class))
                .isInstanceOf(UnknownMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
    void a_version_of_another_time_is_refused_and_named(int version) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(Golden.file("command"));
        message.put("version", version);

        assertThatThrownBy(() -> Messages.decode(message.toString(), Command.class))
                .isInstanceOf(UnknownMessageException.class)
                .hasMessageContaining("version " + version);
    }

    @Test
    void a_result_among_commands_is_refused() {
        assertThatThrownBy(() -> Messages.decode(Golden.file("result-done"), Command.class))
                .isInstanceOf(UnknownMessageException.class)
                .hasMessageContaining("Result");
    }

    @Test
    void an_outcome_that_nobody_knows_is_refused_and_never_taken_for_done() {
        String unheardOf = Golden.file("result-done").replace("\"done\"", "\"half-done\"");

        assertThatThrownBy(() -> Messages.decode(unheardOf, Result.class)).isInstanceOf(UnknownMessageException.class);
    }

    @Test
    void a_refused_message_is_not_repeated_in_the_error() {
        assertThatThrownBy(() -> Messages.decode("{\"type\":\"s3cret-payload\"}", Command.class))
                .isInstanceOf(UnknownMessageException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_message_over_64_kib_fails_at_the_producer() throws Exception {
        Command command = Messages.decode(Golden.file("command-minimal"), Command.class);
        int room = Messages.MAX_BYTES - Messages.encode(command).length() - "\"note\":\"\"".length();

        Command full = with(command, "x".repeat(room));
        assertThat(Messages.encode(full)).hasSize(Messages.MAX_BYTES);
        assertThatThrownBy(() -> Messages.encode(with(command, "x".repeat(room + 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("staging store");
        assertThatThrownBy(() -> Messages.encode(with(command, "ä".repeat(room / 2 + 1))))
                .as("bytes count, not characters")
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Command with(Command command, String note) {
        return new Command(
                command.version(),
                command.batch(),
                command.route(),
                command.attempt(),
                command.operation(),
                command.entityType(),
                command.source(),
                command.target(),
                command.inputs(),
                command.options().deepCopy().put("note", note),
                command.deadline());
    }
}
