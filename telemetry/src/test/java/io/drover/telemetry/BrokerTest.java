package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    @Test
    void a_broker_that_stops_is_missed_and_seen_again(@TempDir Path directory) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
            settings.put("group.id", "ignored");
            Broker broker = new Broker(settings);
            assertThat(broker.answer()).isEqualTo(new Probe.Answer(true, "1 broker"));

            kafka.stop();
            await().atMost(Duration.ofSeconds(30)).until(() -> !broker.answer().well());

            kafka.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> broker.answer().well());
            broker.close();
        }
    }
}
