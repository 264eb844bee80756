package io.drover.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Side;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operation reads and leaves, and what is recorded of it. */
class ConnectorOperationTest extends OperationsContract {

    @Test
    void what_an_operation_leaves_is_in_its_manifest_and_its_result() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = worker((connection, task) -> {
            try (OutputStream out = task.create("export")) {
                out.write("{\"a\":1}".getBytes(UTF_8));
            }
            task.finding(new Finding("RUN_NOT_ARCHIVED", Severity.WARNING, "Run", "r1", null, "running", "Decide."));
            task.total("in.run", 4_000_000_000L);
            task.fact("version", "v0.7.1");
        });

        Outcome.Done done = done(worker.run(look.command()));

        assertThat(done.totals()).isEqualTo(Map.of("in.run", 4_000_000_000L));
        assertThat(done.facts()).isEqualTo(Map.of("version", "v0.7.1"));
        assertThat(done.findings()).isEqualTo(Map.of("RUN_NOT_ARCHIVED", 1));
        Manifest manifest = Manifests.read(store, look.batch().manifestKey()).orElseThrow();
        Manifest.Part file = manifest.part("export").orElseThrow();
        assertThat(file.isSealed()).isTrue();
        assertThat(file.bytes()).isEqualTo(7);
        assertThat(worker.connector.closed).hasValue(1);
    }

    @Test
    void totals_that_are_called_like_counts_are_not_lost_and_an_older_manifest_still_has_its_own() throws Exception {
        OperationCommands look = OperationCommands.look();
        Map<String, Long> totals = Map.of("skipped", 12L, "in", 7L, "updated", 3L, "unarchived", 4L);
        Worker worker = worker((connection, task) -> totals.forEach(task::total));

        assertThat(done(worker.run(look.command())).totals()).isEqualTo(totals);
        assertThat(done(worker.run(look.command())).totals())
                .as("from its manifest, delivered again")
                .isEqualTo(totals);

        OperationCommands older = OperationCommands.look();
        Map<String, Long> words = Map.of("in", 1L, "out", 1L, "unarchived", 4L);
        Manifests.commit(
                store,
                older.batch().manifestKey(),
                new Manifest(older.batch().toString(), 1, "an earlier release", List.of(), words, Map.of()));
        Outcome.Done done = done(worker.run(older.command()));
        assertThat(done.totals()).isEqualTo(Map.of("unarchived", 4L));
        assertThat(done.counts().in()).isEqualTo(1);
    }

    @Test
    void a_later_step_opens_the_file_and_knows_its_hash_before() throws Exception {
        OperationCommands export = OperationCommands.look();
        worker((connection, task) -> {
                    try (OutputStream out = task.create("export")) {
                        out.write("ab".repeat(1_000_000).getBytes(UTF_8));
                    }
                    task.create("empty").close();
                })
                .run(export.command());
        String sha256 = Manifests.read(store, export.batch().manifestKey())
                .orElseThrow()
                .part("export")
                .orElseThrow()
                .sha256();

        done(worker((connection, task) -> {
                    assertThat(task.has("source")).isTrue();
                    assertThat(task.has("other")).isFalse();
                    assertThat(task.sha256("source")).isEqualTo(sha256);
                    assertThat(task.size("source")).isEqualTo(2_000_000);
                    assertThat(task.options().path("service").asText()).isEqualTo("runservice");
                    try (InputStream in = task.open("source")) {
                        assertThat(in.readAllBytes()).hasSize(2_000_000).startsWith('a', 'b');
                    }
                    assertThatThrownBy(() -> task.open("other")).hasMessageContaining("no file other");
                })
                .run(export.step("convert", Phase.TRANSFORM)
                        .input("source", export.batch(), "export")
                        .command()));
        done(worker((connection, task) ->
                        assertThat(task.open("nothing").readAllBytes()).isEmpty())
                .run(export.step("convert-nothing", Phase.TRANSFORM)
                        .input("nothing", export.batch(), "empty")
                        .command()));
    }

    @Test
    void a_file_that_was_not_closed_is_thrown_away() throws Exception {
        OperationCommands look = OperationCommands.look();
        done(worker((connection, task) -> task.create("export").write(1)).run(look.command()));

        assertThat(Manifests.read(store, look.batch().manifestKey())
                        .orElseThrow()
                        .parts())
                .isEmpty();
        assertThat(store.list("executions/" + look.execution() + "/look-around/"))
                .hasSize(1);
    }

    @Test
    void a_failed_operation_leaves_no_file() throws Exception {
        OperationCommands look = OperationCommands.look();
        failed(
                worker((connection, task) -> {
                            task.create("export").close();
                            throw new ConnectorException("EXPORT_CUT", FailureType.EXTERNAL, "The export was cut.");
                        })
                        .run(look.command()),
                "EXPORT_CUT");

        assertThat(store.list("executions/" + look.execution() + "/look-around/"))
                .isEmpty();
    }

    @Test
    void a_command_that_comes_again_is_answered_with_the_facts_and_not_done_again() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = worker((connection, task) -> task.fact("version", "v0.7.1"));
        Outcome first = worker.run(look.command());

        assertThat(worker.run(look.command())).isEqualTo(first);
        assertThat(worker.run(look.attempt(2).command())).isEqualTo(first);
        assertThat(worker.connector.runs).hasValue(1);
    }

    @Test
    void an_operation_is_of_the_side_that_the_command_says() throws Exception {
        Worker worker = worker((connection, task) -> task.fact(
                "token", String.valueOf(connection.secrets().value("token").length())));

        done(worker.run(OperationCommands.look().on(Side.SOURCE).command()));
        done(worker.run(OperationCommands.look().on(Side.TARGET).command()));

        assertThat(worker.connector.opened)
                .extracting(connection -> connection.settings().path("url").asText())
                .containsExactly("http://old", "http://new");
    }

    @Test
    void an_entry_can_be_read_before_what_it_tells_of_is_done() throws Exception {
        OperationCommands look = OperationCommands.look();
        done(worker((connection, task) -> {
                    task.evidence().add("http.request", Map.of("line", "GET /runs"));
                    assertThat(whats(look.execution())).containsExactly("attempt.begun", "http.request");
                })
                .run(look.command()));
    }

    @Test
    void the_record_has_everything_in_order_from_versions_to_results() throws Exception {
        OperationCommands look = OperationCommands.look();
        done(worker((connection, task) -> {
                    for (int i = 0; i < 12; i++) {
                        task.evidence().add("http.answer", Map.of("number", "" + i));
                    }
                    task.total("unarchived", 2);
                    task.fact("version", "v0.7.1");
                    task.create("export").close();
                })
                .run(look.command()));

        List<JsonNode> entries = entries(look.execution());
        assertThat(entries).hasSize(14);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).path("seq").asInt()).isEqualTo(i + 1);
            assertThat(entries.get(i).path("worker").asText()).startsWith("worker-");
        }
        JsonNode begun = entries.getFirst();
        assertThat(begun.path("what").asText()).isEqualTo("attempt.begun");
        assertThat(begun.at("/detail/drover").asText()).isEqualTo("1.2.3");
        assertThat(begun.at("/detail/java").asText()).contains(Runtime.version().toString());
        assertThat(begun.at("/detail/operation").asText()).isEqualTo("look");
        assertThat(begun.at("/detail/settings").asText()).contains("http://new");
        JsonNode ended = entries.getLast();
        assertThat(ended.path("what").asText()).isEqualTo("attempt.ended");
        assertThat(ended.at("/detail/total.unarchived").asText()).isEqualTo("2");
        assertThat(ended.at("/detail/fact.version").asText()).isEqualTo("v0.7.1");
        assertThat(ended.at("/detail/file.export").asText()).contains("bytes=0", "sha256=e3b0c442");
    }

    @Test
    void a_failure_is_recorded_whole_whatever_was_thrown() throws Exception {
        OperationCommands known = OperationCommands.look();
        failed(
                worker((connection, task) -> {
                            throw new ConnectorException("WRONG_VERSION", FailureType.USER, "It is v0.8.");
                        })
                        .run(known.command()),
                "WRONG_VERSION");
        OperationCommands unknown = OperationCommands.look();
        failed(
                worker((connection, task) -> {
                            throw new IllegalStateException("a full message", new ArithmeticException("its cause"));
                        })
                        .run(unknown.command()),
                "INTERNAL_ERROR");
        OperationCommands error = OperationCommands.look();
        assertThatThrownBy(() -> worker((connection, task) -> {
                            throw new StackOverflowError("deep");
                        })
                        .run(error.command()))
                .isInstanceOf(StackOverflowError.class);

        assertThat(last(known, "code")).isEqualTo("WRONG_VERSION");
        assertThat(last(known, "message")).isEqualTo("It is v0.8.");
        assertThat(last(unknown, "message")).isEqualTo("a full message");
        assertThat(last(unknown, "trace")).contains("its cause", "ConnectorOperationTest");
        assertThat(last(error, "message")).isEqualTo("deep");
    }

    @Test
    void values_of_both_connections_secrets_are_nowhere() throws Exception {
        OperationCommands look = OperationCommands.look();
        String all = String.join(" and ", Worker.SECRETS.values());
        Worker worker = worker((connection, task) -> {
            task.evidence()
                    .add(
                            "http.request",
                            Map.of("header", "Token " + all, "body", "{\"x\":\"s3cr\\\"t-of-the-source\"}"));
            task.fact("echo", all);
            task.finding(new Finding("X", Severity.INFO, "Run", all, null, all, "Look at " + all));
            task.finding(new Finding("X", Severity.INFO, "Run", "r", "f", null, "Nothing"));
            if (task.options().path("service").asText().equals("runservice")) {
                throw new ConnectorException("REFUSED", FailureType.USER, "Refused " + all + ".");
            }
        });

        Outcome.Failed failed = failed(worker.run(look.command()), "REFUSED");

        assertThat(failed.message()).isEqualTo("Refused *** and ***.");
        for (String key : store.list("executions/" + look.execution())) {
            assertThat(new String(store.get(key).orElseThrow(), UTF_8))
                    .as(key)
                    .doesNotContain("-of-the-source", "-of-the-target");
        }
        assertThat(entries(look.execution()).get(1).at("/detail/header").asText())
                .isEqualTo("Token *** and ***");
    }

    @Test
    void facts_and_findings_lose_secrets_as_well() throws Exception {
        OperationCommands look = OperationCommands.look();
        Outcome.Done done = done(worker((connection, task) -> {
                    task.fact("echo", "it is " + Worker.SECRETS.get("new-token"));
                    task.finding(new Finding(
                            "X", Severity.INFO, "Run", "r", null, Worker.SECRETS.get("new-token"), "Nothing."));
                })
                .run(look.command()));

        assertThat(done.facts()).containsEntry("echo", "it is ***");
    }

    @Test
    void words_that_would_not_travel_are_refused() throws Exception {
        Worker worker = worker((connection, task) -> {
            assertThatThrownBy(() -> task.total("two words", 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> task.fact("x".repeat(65), "")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> task.fact("long", "x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
            for (int i = 0; i < 64; i++) {
                task.total("t" + i, i);
                task.total("t" + i, i);
            }
            assertThatThrownBy(() -> task.total("t64", 1)).isInstanceOf(IllegalArgumentException.class);
        });

        assertThat(done(worker.run(OperationCommands.look().command())).totals())
                .hasSize(64);
    }

    @Test
    void a_word_that_the_connector_does_not_know_is_a_failure() throws Exception {
        Worker worker = worker((connection, task) -> {});

        Outcome.Failed failed =
                failed(worker.run(OperationCommands.look().operation("dance").command()), "OPERATION_UNKNOWN");

        assertThat(failed.message()).contains("dance", "look", "wipe");
    }

    @Test
    void without_the_secret_key_a_file_is_refused_with_what_to_do() throws Exception {
        SecretsConfig noKey = Worker.secretsConfig(Optional.empty(), secrets.directory());
        try (Worker worker = new Worker(
                database, store, noKey, LEASE, (ProbeConnector.Deed) (connection, task) -> task.create("export"))) {

            Outcome.Failed failed = failed(worker.run(OperationCommands.look().command()), "SECRET_KEY_MISSING");

            assertThat(failed.message()).contains("drover.secrets.key-file");
        }
    }

    private String last(OperationCommands of, String word) throws Exception {
        JsonNode last = entries(of.execution()).getLast();
        assertThat(last.path("what").asText()).isEqualTo("attempt.failed");
        return last.at("/detail/" + word).asText();
    }
}
