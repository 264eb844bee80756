package io.drover.coordinator.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Topics;
import io.drover.coordinator.TestKeys;
import io.drover.coordinator.journal.Histories;
import io.drover.coordinator.journal.LogAndTables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Topics.JOURNAL)
class CancellationsPrunerTest {

    private static final Instant LATER = Instant.parse("2028-01-01T00:00:00Z");

    private final LogAndTables servers = new LogAndTables();

    @Test
    void those_of_executions_that_ended_get_a_tombstone_and_others_stay() throws Exception {
        servers.empty();
        servers.send(Histories.lines("changes/success"));
        servers.send(Histories.lines("changes/retries").subList(0, 12));
        servers.rebuild();
        String ended = servers.rows("select id from execution where migration = 'success'")
                .getFirst();
        String goesOn = servers.rows("select id from execution where migration = 'retries'")
                .getFirst();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(servers.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String execution : List.of(ended, goesOn, "somebody-elses")) {
                producer.send(new ProducerRecord<>(Topics.CANCELLATIONS, bytes(execution), bytes("{}")))
                        .get();
            }
        }
        try (Connection connection = servers.connectAs("drover-prune")) {
            CancellationsPruner pruner =
                    new CancellationsPruner(new PruneDatabase(connection), servers.kafka(), TestKeys.SIGNATURES);

            Found found = pruner.look(LATER);
            assertThat(found.rows()).isOne();
            assertThat(found.bytes()).isEqualTo(ended.length() + 2);
            pruner.prune(LATER);

            assertThat(pruner.look(LATER).rows()).isZero();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
