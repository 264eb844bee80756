package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Topics;
import io.drover.embedded.EmbeddedServers;
import io.drover.embedded.RunningServers;
import io.drover.embedded.ServerOptions;
import io.drover.telemetry.Broker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker: an installation grows by a setting. */
class TopicSetupTest {

    @Test
    void topics_of_commands_get_the_partitions_that_are_set_and_never_lose_any(@TempDir Path directory)
            throws Exception {
        try (RunningServers servers = EmbeddedServers.start(
                ServerOptions.in(directory).withoutPostgres().withoutDurability())) {
            Vertx vertx = Vertx.vertx();
            Broker broker = new Broker(Map.copyOf(servers.kafkaSettings()));
            try {
                start(broker, vertx, 2);
                assertThat(partitions(broker.admin())).containsExactly(2, 2, 2, 2, 2);

                start(broker, vertx, 6);
                awaitPartitions(broker.admin(), 6);

                start(broker, vertx, 3);
                assertThat(partitions(broker.admin())).containsExactly(6, 6, 6, 6, 6);
                assertThat(partitions(broker.admin(), Topics.RESULTS)).isEqualTo(4);
            } finally {
                broker.close();
                vertx.close().toCompletionStage().toCompletableFuture().get();
            }
        }
    }

    private static void start(Broker broker, Vertx vertx, int partitions) throws InterruptedException {
        TopicSetup setup = new TopicSetup(broker, vertx, partitions);
        setup.create(new StartupEvent());
        setup.stop(new ShutdownEvent());
    }

    /** The broker learns of it from its controller, a moment after that has answered. */
    private static void awaitPartitions(Admin kafka, int wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!partitions(kafka).equals(Collections.nCopies(5, wanted))) {
            assertThat(System.nanoTime())
                    .as("partitions are %s", partitions(kafka))
                    .isLessThan(end);
        }
    }

    private static List<Integer> partitions(Admin kafka) throws Exception {
        return List.of(
                partitions(kafka, "drover.extract.commands"),
                partitions(kafka, "drover.transform.commands"),
                partitions(kafka, "drover.load.commands"),
                partitions(kafka, "drover.validate.commands"),
                partitions(kafka, "drover.archive.commands"));
    }

    private static int partitions(Admin kafka, String topic) throws Exception {
        return Objects.requireNonNull(kafka.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .size();
    }
}
