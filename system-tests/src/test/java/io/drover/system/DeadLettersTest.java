package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that nobody can understand hold nobody up. */
class DeadLettersTest {

    private static final int CASES = 20;

    @Test
    void messages_that_cannot_be_understood_go_to_the_dead_letters_and_others_go_on() throws Exception {
        Installation installation = Installation.shared();
        Api api = installation.api();
        Kafka kafka = new Kafka(installation.servers().kafkaBootstrap());
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

        try (RunningSandbox sandbox = Sandbox.start(SandboxOptions.generated(CASES, 5))) {
            Execution execution = api.run(Migrations.define(api, sandbox, "past-garbage", Migrations.GENERATED));
            assertThat(execution.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
        }

        int expected = sent;
        await("every dead letter").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        kafka.values(Topics.DEAD_LETTERS))
                .filteredOn(unheardOf::contains)
                .hasSize(expected));
    }
}
