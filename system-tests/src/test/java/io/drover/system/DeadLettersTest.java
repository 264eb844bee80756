package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Messages;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.drover.contracts.Usage;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Switches;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that nobody can understand hold nobody up. */
class DeadLettersTest {

    private static final int CASES = 20;

    @Test
    void messages_that_cannot_be_understood_go_to_the_dead_letters_and_others_go_on() throws Exception {
        Installation installation = Installation.shared();
        Api api = installation.api();
        Kafka kafka = new Kafka(installation.servers().kafkaSettings());
        List<String> unheardOf = List.of(
                "{\"type\":\"drover.command\",\"version\":99,\"batch\":\"x/y/load/000000\",\"migration\":\"m\","
                        + "\"attempt\":1,\"operation\":\"load\",\"inputs\":{},\"options\":{},"
                        + "\"deadline\":\"2026-11-20T10:00:00Z\"}",
                "{\"type\":\"drover.command\",\"version\":1}",
                "{\"type\":\"drover.wish\",\"version\":1}",
                "null",
                "no JSON at all");
        int sent = 0;
        for (Phase phase : Phase.values()) {
            for (int partition = 0; partition < kafka.partitions(Topics.commands(phase)); partition++) {
                for (String message : unheardOf) {
                    kafka.send(Topics.commands(phase), partition, "key", message);
                    sent++;
                }
            }
        }
        for (String message : unheardOf) {
            kafka.send(Topics.RESULTS, 0, "key", message);
            sent++;
        }

        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            Execution execution = api.run(Migrations.define(api, sandbox, "past-garbage", Migrations.GENERATED));
            assertThat(execution.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
        }

        awaitDead(kafka, unheardOf, sent);
    }

    @Test
    void what_cannot_be_decided_about_one_execution_holds_up_no_other() throws Exception {
        Installation installation = Installation.shared();
        Api api = installation.api();
        Kafka kafka = new Kafka(installation.servers().kafkaSettings());
        try (RunningSandbox slow = Sandboxes.generated(CASES, 5);
                RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            slow.switches().set(Switches.LATENCY_MS, 2_000);
            ObjectNode migration = Migrations.define(api, slow, "unreadable", Migrations.GENERATED);
            assertThat(api.define(migration).status()).isEqualTo(201);
            String execution = api.begin("unreadable");
            String state = exchangeState(installation, execution, "{\"of\": \"another release\"}");
            String result = failed(execution);
            int partitions = kafka.partitions(Topics.RESULTS);
            for (int partition = 0; partition < partitions; partition++) {
                kafka.send(installation.signed(Topics.RESULTS, execution, result));
            }

            Execution other = api.run(Migrations.define(api, sandbox, "past-unreadable", Migrations.GENERATED));

            assertThat(other.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
            awaitDead(kafka, List.of(result), partitions);
            exchangeState(installation, execution, state);
            assertThat(api.post("/executions/" + execution + "/stop", "").status())
                    .isEqualTo(202);
            assertThat(api.awaitEnd(execution).state()).isEqualTo("STOPPED");
        }
    }

    private static void awaitDead(Kafka kafka, List<String> messages, int times) {
        await("every dead letter").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        kafka.values(Topics.DEAD_LETTERS))
                .filteredOn(messages::contains)
                .hasSize(times));
    }

    private static String failed(String execution) {
        return Messages.encode(new Result(
                Result.VERSION,
                new BatchId(execution, "check", Phase.VALIDATE, 0),
                1,
                "worker",
                Instant.now(),
                5,
                Usage.NONE,
                new Outcome.Failed("ODD", Outcome.FailureType.INTERNAL, "odd", null)));
    }

    /** @return what was there before */
    private static String exchangeState(Installation installation, String execution, String state) throws SQLException {
        try (Connection connection = installation.database();
                PreparedStatement exchange = connection.prepareStatement("""
                    with before as (select id, state from drover.execution where id = ? for update)
                    update drover.execution e set state = ? from before where e.id = before.id returning before.state
                    """)) {
            exchange.setString(1, execution);
            exchange.setString(2, state);
            try (ResultSet row = exchange.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }
}
