package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A minute without a broker costs rows of a table, not memory; {@code -Ddrover.faults=all} plays it. */
@EnabledIfSystemProperty(named = "drover.faults", matches = "all|backpressure")
class BackpressureTest {

    private static final int EXECUTIONS = 300;
    private static final Duration AWAY = Duration.ofMinutes(1);
    private static final long MIB = 1024 * 1024;

    @Test
    void while_the_broker_is_away_the_outbox_grows_in_its_table_and_drains_when_it_is_back() throws Exception {
        try (Rig rig = Rig.start(Rig.Kind.SIX_PROCESSES);
                RunningSandbox sandbox = Sandboxes.generated(20, 7)) {
            Api api = rig.installation().api();
            Service coordinator = rig.installation().service(Program.COORDINATOR);
            List<String> migrations = new ArrayList<>();
            for (int i = 0; i < EXECUTIONS; i++) {
                ObjectNode migration = Migrations.define(api, sandbox, "waits-" + i, Migrations.GENERATED);
                migration.put("recipe", "connection-check");
                assertThat(api.define(migration).status()).isEqualTo(201);
                migrations.add(migration.path("name").asText());
            }
            long before = used(coordinator);

            rig.broker().proxy().cut();
            long cut = System.nanoTime();
            List<String> executions = migrations.stream().map(api::begin).toList();
            long most = 0;
            while (System.nanoTime() - cut < AWAY.toNanos()) {
                Trial.pause(Duration.ofSeconds(5));
                most = Math.max(most, used(coordinator));
            }
            long waiting = outbox(rig);
            rig.broker().proxy().heal();
            long healed = System.nanoTime();

            await("the outbox without rows")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> outbox(rig) == 0);
            long drainedMs = (System.nanoTime() - healed) / 1_000_000;
            for (String execution : executions) {
                assertThat(api.awaitEnd(execution).state()).isEqualTo("SUCCESS");
            }
            System.out.printf(
                    "backpressure: %d rows waited, heap %d MiB before, at most %d MiB meanwhile, drained in %d ms%n",
                    waiting, before / MIB, most / MIB, drainedMs);
            assertThat(waiting).isGreaterThanOrEqualTo(2L * EXECUTIONS);
            assertThat(most).as("bytes of heap").isLessThan(200 * MIB);
        }
    }

    private static long outbox(Rig rig) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        rig.servers().jdbcUrl(),
                        rig.servers().postgresUser(),
                        rig.servers().postgresPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from drover.outbox")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the heap holds, garbage included. */
    private static long used(Service service) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(service.uri("/q/metrics")).build();
        return HttpClient.newHttpClient()
                .send(question, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
