package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedCommandsTest {

    private final Path folder;
    private final ApiServer server;
    private final Cli drover;

    GuardedCommandsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.waiting("stop-others"), Guarded.ended()));
        this.drover = new Cli(folder, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_step_is_confirmed_with_what_was_seen_and_the_server_says_who_it_was() throws IOException {
        server.answer("GET /api/v1/executions", 200, "application/json", "[" + Guarded.waiting("stop-others") + "]");
        server.answer("POST /api/v1/executions/e-1/steps/stop-others/confirm", 204, "application/json", "");

        assertThat(drover.run("confirm", "stop-others", "--seen", "all are down"))
                .isZero();

        assertThat(ApiJson.MAPPER.readTree(server.requests().getLast().body()))
                .isEqualTo(ApiJson.MAPPER.createObjectNode().put("seen", "all are down"));
        assertThat(drover.out()).contains("Confirmed by ann");
    }

    @Test
    void what_does_not_wait_is_not_confirmed() {
        server.answer("GET /api/v1/executions/e-1", 200, "application/json", Guarded.waiting("stop-others"));

        assertThat(drover.run("confirm", "check-source", "--execution", "e-1", "--seen", "x"))
                .isEqualTo(2);
        assertThat(drover.err()).contains("is SUCCESS and waits for nobody").contains("stop-others");
        assertThat(drover.run("confirm", "stop-other", "--execution", "e-1", "--seen", "x"))
                .isEqualTo(2);
        assertThat(drover.err()).contains("has no step \"stop-other\"");
        assertThat(drover.run("confirm", "consent", "--execution", "e-1", "--seen", "x"))
                .isEqualTo(2);
        assertThat(drover.err()).contains("drover consent --execution e-1");
        assertThat(drover.run("confirm", "stop-others", "--execution", "e-1", "--seen", "  "))
                .isEqualTo(2);
        assertThat(asked()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_consent_shows_what_is_destroyed_and_sends_what_is_typed_with_the_challenge_that_was_shown()
            throws IOException {
        server.answer("GET /api/v1/executions/e-1/consent", 200, "application/json", Guarded.CONSENT);
        server.answer("POST /api/v1/executions/e-1/consent", 204, "application/json", "");

        assertThat(drover.types("replace 3468 objects").run("consent")).isZero();

        assertThat(drover.shown())
                .contains("WILL BE DESTROYED  COUNT")
                .contains("configstore.User   3,456")
                .contains("backup   sha256 " + Guarded.BACKUP)
                .contains("  executions/e-1/e-1.tar.zst.gpg")
                .contains("plan     " + Guarded.PLAN_HASH)
                .contains("expires  15 min 0 s")
                .contains("by       ann")
                .contains("type this phrase, as it is:  replace 3468 objects");
        assertThat(ApiJson.MAPPER.readTree(server.requests().getLast().body()))
                .isEqualTo(ApiJson.MAPPER.readTree("{\"challenge\":\"c-7\",\"typed\":\"replace 3468 objects\"}"));
    }

    @Test
    void another_phrase_is_not_sent() {
        server.answer("GET /api/v1/executions/e-1/consent", 200, "application/json", Guarded.CONSENT);

        assertThat(drover.types("yes").run("consent")).isEqualTo(2);
        assertThat(drover.err()).contains("That is not the phrase");
        assertThat(drover.types("").run("consent")).isEqualTo(2);
        assertThat(drover.err()).contains("Nothing was typed");
        assertThat(asked()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_consent_to_what_has_changed_meanwhile_is_refused_by_the_server() {
        server.answer("GET /api/v1/executions/e-1/consent", 200, "application/json", Guarded.CONSENT);
        server.problem("POST /api/v1/executions/e-1/consent", 409, """
                {"title":"Conflict","status":409,"detail":"The consent is for another plan."}""");

        assertThat(drover.types("replace 3468 objects").run("consent")).isEqualTo(2);
        assertThat(drover.err()).contains("The consent is for another plan.").contains("This changed nothing");
    }

    @Test
    void a_held_execution_is_resumed_by_a_person_who_sees_what_failed() throws IOException {
        held("RESUME");
        server.answer("POST /api/v1/executions/e-1/resume", 202, "application/json", "");

        assertThat(drover.types("replace 3468 objects").run("resume", "--reason", "the network is back"))
                .isZero();

        assertThat(drover.shown())
                .contains("It failed at: Import the run service (import-runservice)")
                .contains("The answer did not come.")
                .contains("drover evidence e-1");
        assertThat(ApiJson.MAPPER.readTree(server.requests().getLast().body())).isEqualTo(ApiJson.MAPPER.readTree("""
                {"reason":"the network is back","challenge":"c-7","typed":"replace 3468 objects"}"""));
    }

    @Test
    void what_is_held_is_found_behind_newer_executions_and_checks_of_connections() {
        held("RESUME");
        server.answer(
                "GET /api/v1/executions",
                200,
                "application/json",
                "[" + Guarded.check() + "," + Guarded.ended().replace("e-1", "e-2") + "," + Guarded.held("RESUME")
                        + "]");
        server.answer("POST /api/v1/executions/e-1/resume", 202, "application/json", "");
        server.answer("POST /api/v1/executions/e-1/abandon", 202, "application/json", "");

        assertThat(drover.types("replace 3468 objects").run("resume", "--reason", "it is back"))
                .isZero();
        assertThat(drover.run("abandon", "--reason", "restored by hand")).isZero();
        assertThat(asked()).contains("POST /api/v1/executions/e-1/resume", "POST /api/v1/executions/e-1/abandon");
    }

    @Test
    void nobody_guesses_which_of_two_held_executions_is_abandoned() {
        String two = Guarded.held("RESUME") + "," + Guarded.held("RESUME").replace("e-1", "e-2");
        server.answer("GET /api/v1/executions", 200, "application/json", "[" + two + "]");

        assertThat(drover.run("abandon", "--reason", "x")).isEqualTo(2);
        assertThat(drover.err()).contains("Several executions are held; say which one is meant: e-1 (agola), e-2");
    }

    @Test
    void a_check_of_connections_is_neither_listed_nor_the_newest() {
        server.answer(
                "GET /api/v1/executions",
                200,
                "application/json",
                "[" + Guarded.check() + "," + Guarded.waiting("consent") + "]");

        assertThat(drover.run("status")).isZero();
        assertThat(drover.out()).doesNotContain("e-9").contains("RUNNING: a person is needed");
        assertThat(drover.run("status", "--all")).isZero();
        assertThat(drover.out()).contains("e-9");
        server.answer("GET /api/v1/executions/e-1/log", 200, "application/jsonl", "");
        assertThat(drover.run("log")).isZero();
        assertThat(asked()).last().isEqualTo("GET /api/v1/executions/e-1/log");
    }

    @Test
    void where_nothing_was_written_down_one_by_one_it_is_said_where_the_evidence_is() {
        server.answer("GET /api/v1/executions/e-1/records", 200, "application/x-ndjson", "");

        assertThat(drover.run("evidence")).isZero();
        assertThat(drover.err()).contains("drover report e-1 --bundle FILE");
    }

    @Test
    void only_a_held_execution_is_resumed_or_abandoned() {
        assertThat(drover.types("x").run("resume", "--reason", "why not")).isEqualTo(2);
        assertThat(drover.err()).contains("is SUCCESS; only a HELD execution");
        assertThat(drover.run("abandon", "--reason", "why not")).isEqualTo(2);
        assertThat(drover.run("abandon")).isEqualTo(2);
        assertThat(asked()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_held_execution_is_abandoned() {
        held("RESUME");
        server.answer("POST /api/v1/executions/e-1/abandon", 202, "application/json", "");

        assertThat(drover.run("abandon", "--reason", "restored by hand")).isZero();
        assertThat(server.requests().getLast().body())
                .doesNotContain("\"by\"")
                .contains("\"reason\":\"restored by hand\"");
    }

    @Test
    void watching_says_what_a_person_has_to_do_and_goes_on_to_the_end() {
        server.answerOnce(
                "GET /api/v1/executions", 200, "application/json", "[" + Guarded.waiting("stop-others") + "]");

        assertThat(drover.run("watch")).isZero();

        assertThat(drover.err())
                .contains("""
                A PERSON IS NEEDED: Stop the others
                  Stop the gateway.
                  Keep the rest.
                  When that is done:
                    drover confirm stop-others --execution e-1 --seen "WHAT YOU SAW"
                  Or end it here:  drover stop e-1
                """)
                .contains("Stop the others: SUCCESS")
                .contains("by ann: all are down");
        assertThat(drover.out())
                .contains("runservice.run         6       6       0")
                .contains("every record is accounted for");
    }

    @Test
    void a_consent_that_is_needed_is_told_with_its_command() {
        assertThat(drover.run("status", "e-1")).isZero();
        server.answer("GET /api/v1/executions/e-1", 200, "application/json", Guarded.waiting("consent"));
        assertThat(drover.run("status", "e-1")).isZero();

        assertThat(drover.out())
                .contains("CONSENT IS NEEDED")
                .contains("drover consent --execution e-1")
                .contains("by ann: all are down")
                .contains("unarchived")
                .doesNotContain("EXTRACTED");
    }

    @Test
    void held_is_an_exit_code_of_its_own_with_every_way_on() throws IOException {
        try (ApiServer other = new ApiServer(List.of(Guarded.waiting("consent"), Guarded.held("RESUME")))) {
            Cli cli = new Cli(folder, other);
            assertThat(cli.run("watch")).isEqualTo(5);
            assertThat(cli.out())
                    .contains("It is HELD")
                    .contains("access to the target stays closed")
                    .contains("CONNECTION_LOST")
                    .contains("drover evidence e-1")
                    .contains("drover resume --execution e-1 --reason TEXT")
                    .contains("archive executions/e-1/e-1.tar.zst.gpg, sha256 " + Guarded.BACKUP)
                    .contains("drover abandon --execution e-1 --reason TEXT");
        }
        try (ApiServer other = new ApiServer(List.of(Guarded.held("RESTORE_ONLY")))) {
            Cli cli = new Cli(folder, other);
            assertThat(cli.run("watch", "-o", "json")).isEqualTo(5);
            assertThat(cli.out().lines()).hasSize(1);
            assertThat(cli.err()).contains("It is HELD").contains("drover abandon --execution e-1");
            assertThat(cli.run("watch")).isEqualTo(5);
            assertThat(cli.out()).contains("only after you restored the backup", "--restored \"WHAT YOU RESTORED\"");
        }
    }

    @Test
    void evidence_is_lines_below_a_heading_for_each_run() {
        String first = "{\"seq\":1,\"at\":\"2026-11-20T10:00:00Z\",\"what\":\"attempt.begun\",\"worker\":\"loader-1\","
                + "\"detail\":{\"java\":\"25\",\"consent\":{\"by\":\"ann\"}},\"step\":\"import-runservice\",\"run\":\"00-01-ab\"}";
        String second = "{\"seq\":2,\"at\":\"2026-11-20T10:00:01Z\",\"what\":\"http.answered\",\"worker\":\"loader-1\","
                + "\"detail\":{\"status\":200,\"body\":\"two words\"},\"step\":\"import-runservice\",\"run\":\"00-01-ab\"}";
        server.answer("GET /api/v1/executions/e-1/records", 200, "application/x-ndjson", first + "\n" + second + "\n");

        assertThat(drover.run("evidence")).isZero();
        assertThat(drover.out().lines())
                .containsExactly(
                        "import-runservice  run 00-01-ab  by loader-1",
                        "     1  2026-11-20T10:00:00.000Z  attempt.begun         java=25  consent={\"by\":\"ann\"}",
                        "     2  2026-11-20T10:00:01.000Z  http.answered         status=200  body=\"two words\"");
        assertThat(drover.run("evidence", "--execution", "e-1", "-o", "json")).isZero();
        assertThat(drover.out().lines()).containsExactly(first, second);
    }

    @Test
    void dead_letters_are_listed_without_steering_the_terminal_and_sent_again() {
        server.answer("GET /api/v1/dead-letters", 200, "application/json", """
                [{"partition":2,"offset":17,"at":"2026-11-20T10:00:00Z","key":"e-1","bytes":1234,"text":"{bad\\u001b[2J"}]""");
        server.answer("POST /api/v1/dead-letters/2/17/replay", 202, "application/json", "");

        assertThat(drover.run("dead-letters", "list")).isZero();
        assertThat(drover.out()).contains("{bad [2J").contains("1,234").doesNotContain("\033");
        assertThat(drover.run("dead-letters", "replay", "2", "17")).isZero();
        assertThat(drover.run("dead-letters", "replay", "-1", "17")).isEqualTo(2);
        assertThat(server.requests().getLast().path()).isEqualTo("/api/v1/dead-letters/2/17/replay");
    }

    private void held(String retry) {
        server.answer("GET /api/v1/executions", 200, "application/json", "[" + Guarded.held(retry) + "]");
        server.answer("GET /api/v1/executions/e-1/consent", 200, "application/json", Guarded.consent(true));
    }

    private List<String> asked() {
        return server.requests().stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
    }
}
