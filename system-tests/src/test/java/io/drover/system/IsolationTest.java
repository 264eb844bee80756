package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Topics;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Switches;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with one execution, or with one topic, is nobody else's. */
class IsolationTest {

    private static final int CASES = 20;
    private static final Execution.Books ALL = new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0);

    @Test
    void an_execution_whose_command_is_too_large_ends_with_a_word_and_the_others_go_on() throws Exception {
        Installation installation = Installation.shared();
        Api api = installation.api();
        try (RunningSandbox slow = Sandboxes.generated(CASES, 5);
                RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            slow.switches().set(Switches.LATENCY_MS, 2_000);
            ObjectNode migration = Migrations.define(api, slow, "too-large", Migrations.GENERATED);
            assertThat(api.define(migration).status()).isEqualTo(201);
            String execution = api.begin("too-large");
            ObjectNode source = (ObjectNode) migration.path("source").path("settings");
            source.put("note", "x".repeat(70_000));
            define(installation, execution, migration.toString());

            Execution other = api.run(Migrations.define(api, sandbox, "past-too-large", Migrations.GENERATED));
            slow.switches().reset();
            Execution end = api.awaitEnd(execution);

            assertThat(other.books("testcases")).isEqualTo(ALL);
            assertThat(end.state()).isEqualTo("ERROR");
            assertThat(end.failureCode()).isEqualTo("COMMAND_TOO_LARGE");
            assertThat(end.failureMessage()).contains("65536");
            Audits.assertHolds(api, end);
            assertThat(api.get("/executions/" + execution + "/log").text())
                    .contains("COMMAND_TOO_LARGE")
                    .contains("execution.finished");
            assertThat(api.get("/executions/" + execution + "/report").status())
                    .as("its evidence is made all the same")
                    .isEqualTo(200);
        }
    }

    @Test
    void a_topic_of_events_that_refuses_everything_holds_up_no_execution() throws Exception {
        Installation installation = Installation.shared();
        Api api = installation.api();
        Kafka kafka = new Kafka(installation.servers().kafkaSettings());
        kafka.allow(List.of(Topics.EVENTS), 1);
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            Execution end = api.run(Migrations.define(api, sandbox, "no-events", Migrations.GENERATED));

            assertThat(end.books("testcases")).isEqualTo(ALL);
            assertThat(rows(installation, "select count(*) from drover.outbox where topic = 'drover.events'"))
                    .isPositive();
        } finally {
            kafka.allow(List.of(Topics.EVENTS), 1_000_000);
        }
        await("the events that were set aside").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            rows(
                    installation,
                    "with now as (update drover.outbox set again_at = now() where again_at > now()"
                            + " returning 1) select count(*) from now");
            assertThat(rows(installation, "select count(*) from drover.outbox")).isZero();
        });
    }

    @Test
    void two_hundred_executions_are_decided_side_by_side() throws Exception {
        Api api = Installation.shared().api();
        try (RunningSandbox sandbox = Sandboxes.generated(1, 5)) {
            ObjectNode migration = Migrations.define(api, sandbox, "side-by-side", Migrations.GENERATED);
            migration.put("recipe", "connection-check");
            assertThat(api.define(migration).status()).isEqualTo(201);
            List<String> executions = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                executions.add(api.begin("side-by-side"));
            }
            for (String execution : executions) {
                assertThat(api.awaitEnd(execution).state()).isEqualTo("SUCCESS");
            }
        }
    }

    private static void define(Installation installation, String execution, String definition) throws SQLException {
        try (Connection connection = installation.database();
                PreparedStatement update =
                        connection.prepareStatement("update drover.execution set definition = ? where id = ?")) {
            update.setString(1, definition);
            update.setString(2, execution);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static long rows(Installation installation, String query) throws SQLException {
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
