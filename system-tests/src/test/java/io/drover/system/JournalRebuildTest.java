package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Topics;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The database is lost, and the log gives it back. The histories of what ran lie in {@code target/histories} afterwards; the
 * coordinator's own tests replay those that were recorded.
 */
@TestInstance(Lifecycle.PER_CLASS)
class JournalRebuildTest {

    private static final List<String> TABLES = List.of("migration", "execution", "closed_batch", "journal", "audit");
    private static final List<Program> WORKERS =
            List.of(Program.EXTRACTOR, Program.TRANSFORMER, Program.LOADER, Program.VALIDATOR, Program.ARCHIVE);
    private static final int SMALL = 60;
    private static final int LARGE = 1_000;

    private Installation installation;
    private Kafka kafka;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.ofSixProcesses("rebuild", Map.of("DROVER_CLAIM_LEASE", "PT4S"));
        kafka = new Kafka(installation.servers().kafkaSettings());
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    @Test
    void the_tables_are_rebuilt_row_by_row_and_what_was_running_goes_on() throws Exception {
        String succeeded = success();
        String retried = failuresAndRetries();
        String stopped = stopped();
        try (RunningSandbox sandbox = Sandboxes.generated(LARGE, 9, 20)) {
            String running = begin(sandbox, "running", 50);
            awaitCases(sandbox, LARGE / 5);
            freezeWorkersAndSettle();
            assertThat(installation.api().execution(running).state()).isEqualTo("RUNNING");
            installation.service(Program.COORDINATOR).kill9();

            assertThat(rebuild("refused")).as("beside a full database").isEqualTo(1);
            assertThat(log("refused")).contains("not empty").contains("table migration holds 4 rows");
            run("alter schema drover rename to lost");
            List<String> older = sendOlderHistories();
            assertThat(rebuild("forged")).as("with entries that nobody signed").isEqualTo(1);
            assertThat(log("forged")).contains("entries that this installation did not sign");
            assertThat(program("rebuilt", "rebuild", "--unsigned", "take"))
                    .as(log("rebuilt"))
                    .isZero();

            for (String execution : older) {
                assertThat(count("select count(*) from drover.execution where id = '" + execution
                                + "' and status = 'SUCCESS'"))
                        .as(execution)
                        .isOne();
                forget(execution);
            }
            run("delete from drover.migration where name = 'm'");
            for (String table : TABLES) {
                assertThat(count("select count(*) from lost." + table))
                        .as(table)
                        .isPositive();
                assertThat(different("lost", "drover", table)).as(table).isEmpty();
                assertThat(different("drover", "lost", table)).as(table).isEmpty();
            }
            assertThat(count("select count(*) from drover.outbox")).isZero();
            run("insert into drover.secret select * from lost.secret");
            installation.service(Program.COORDINATOR).restart();
            for (Program worker : WORKERS) {
                installation.service(worker).thaw();
            }

            Execution end = installation.api().awaitEnd(running);
            assertThat(end.state()).as(end.toString()).isIn("SUCCESS", "PARTIAL");
            assertThat(end.books("testcases")).isEqualTo(new Execution.Books(LARGE, LARGE, 0, 0, 0, LARGE, 0));
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(LARGE);
            assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
        }
        keep("success", succeeded);
        keep("retries", retried);
        keep("stopped", stopped);
        assertThat(program("counted", "prune", "--older-than", "0h")).isZero();
        assertThat(count("select count(*) from drover.journal where execution = '" + succeeded + "'"))
                .isGreaterThan(1);
        assertThat(program("pruned", "prune", "--older-than", "0h", "--yes")).isZero();
        assertThat(log("pruned")).contains("staging", "Pruned.");
        assertThat(log(succeeded, "")).as("lines of the log").isOne();
        assertThat(log(succeeded, "log.pruned")).isOne();
        assertThat(installation
                        .api()
                        .get("/executions/" + succeeded + "/report")
                        .status())
                .isEqualTo(200);
        assertThat(installation
                        .api()
                        .get("/executions/" + succeeded + "/findings")
                        .text())
                .contains("they were pruned");
    }

    /** As they would lie there if an older release had gone on beside this one. */
    private List<String> sendOlderHistories() throws IOException {
        List<String> executions = new ArrayList<>();
        int signed = kafka.read(List.of(Topics.JOURNAL)).getFirst().partition();
        for (String name : List.of("policies/success", "policies/guarded-resumed", "first/success")) {
            Path history = Program.file("coordinator-service/src/test/resources/histories/" + name + ".jsonl");
            List<String> entries = Files.readAllLines(history);
            String execution = new ObjectMapper()
                    .readTree(entries.getFirst())
                    .path("execution")
                    .asText();
            entries.forEach(entry -> kafka.send(Topics.JOURNAL, signed, execution, entry));
            executions.add(execution);
        }
        return executions;
    }

    private void forget(String execution) throws SQLException {
        for (String table : List.of("closed_batch", "journal", "audit")) {
            run("delete from drover." + table + " where execution = '" + execution + "'");
        }
        run("delete from drover.execution where id = '" + execution + "'");
    }

    private String success() {
        try (RunningSandbox sandbox = Sandboxes.generated(SMALL, 5)) {
            String first = begin(sandbox, "success", 10);
            assertThat(installation.api().awaitEnd(first).state()).isEqualTo("SUCCESS");
            // Defined anew and run again, so that a migration has two definitions and two executions.
            String second = begin(sandbox, "success", 20);
            assertThat(installation.api().awaitEnd(second).books("testcases").skipped())
                    .isEqualTo(SMALL);
            return first;
        }
    }

    private String failuresAndRetries() throws IOException {
        try (RunningSandbox sandbox = Sandboxes.generated(SMALL, 6)) {
            sandbox.faults().set(Fault.SERVER_ERROR, Rule.percent(100));
            String execution = begin(sandbox, "retries", 10);
            await("a failed attempt")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> log(execution, "attempt.failed") > 0);
            sandbox.faults().set(Fault.SERVER_ERROR, Rule.NEVER);
            assertThat(installation.api().awaitEnd(execution).state()).isEqualTo("SUCCESS");
            return execution;
        }
    }

    private String stopped() {
        try (RunningSandbox sandbox = Sandboxes.generated(LARGE, 8, 20)) {
            String execution = begin(sandbox, "stopped", 50);
            awaitCases(sandbox, LARGE / 10);
            assertThat(installation
                            .api()
                            .post("/executions/" + execution + "/stop", "")
                            .status())
                    .isEqualTo(202);
            assertThat(installation.api().awaitEnd(execution).state()).isEqualTo("STOPPED");
            return execution;
        }
    }

    private String begin(RunningSandbox sandbox, String name, int batchSize) {
        ObjectNode migration =
                Migrations.askingLittle(Migrations.define(installation.api(), sandbox, name, Migrations.GENERATED));
        migration
                .putObject("options")
                .put("batchSize", batchSize)
                .put("concurrency", 4)
                .put("inFlight", 2)
                .put("deadlineSeconds", 20);
        for (String side : List.of("source", "target")) {
            migration
                    .withObject("/" + side + "/settings/http")
                    .put("patienceMs", 200)
                    .put("firstBackoffMs", 50);
        }
        assertThat(installation.api().define(migration).status()).isIn(200, 201);
        return installation.api().begin(name);
    }

    private long log(String execution, String what) {
        return installation
                .api()
                .get("/executions/" + execution + "/log")
                .text()
                .lines()
                .filter(line -> line.contains(what))
                .count();
    }

    private static void awaitCases(RunningSandbox sandbox, int cases) {
        await("test cases in the target")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> QTestLookAlike.in(sandbox).counts().testCases() >= cases);
    }

    /** Nothing more happens, and everything that was decided is on the topics. */
    private void freezeWorkersAndSettle() throws Exception {
        for (Program worker : WORKERS) {
            installation.service(worker).freeze();
        }
        await("the outbox")
                .during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from drover.outbox") == 0);
    }

    private int rebuild(String name) throws IOException, InterruptedException {
        return program(name, "rebuild");
    }

    /** The coordinator's program with arguments; its output is the log of that name. */
    private int program(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Program.COORDINATOR.commandLine());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(installation.logs().resolve(name + ".log").toFile());
        builder.environment().putAll(installation.settings());
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String log(String name) throws IOException {
        return Files.readString(installation.logs().resolve(name + ".log"));
    }

    private List<String> different(String left, String right, String table) throws SQLException {
        String columns = "select x::text from (select * from %s.%s except select * from %s.%s) x"
                .formatted(left, table, right, table);
        List<String> rows = new ArrayList<>();
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(columns)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private long count(String query) throws SQLException {
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void keep(String name, String execution) throws IOException {
        Set<String> entries = new LinkedHashSet<>(); // a relay may have sent some twice
        kafka.read(List.of(Topics.JOURNAL)).stream()
                .filter(message -> new String(message.key(), StandardCharsets.UTF_8).equals(execution))
                .forEach(message -> entries.add(new String(message.value(), StandardCharsets.UTF_8)));
        Path directory = Files.createDirectories(Program.file("system-tests/target/histories"));
        Files.write(directory.resolve(name + ".jsonl"), entries);
    }
}
