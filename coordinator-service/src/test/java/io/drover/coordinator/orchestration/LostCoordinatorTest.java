package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.coordinator.CoordinatorSchema;
import io.drover.embedded.RunningServers;
import io.drover.embedded.SharedServers;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A coordinator whose host is gone never says so: what it had locked must not stay so until TCP gives up. */
class LostCoordinatorTest {

    private static final String DEFAULTS = "META-INF/microprofile-config.properties";

    @Test
    void what_it_had_locked_is_free_when_the_database_has_not_heard_of_it_for_half_a_minute() throws Exception {
        new CoordinatorSchema("lost_coordinator").run("alter database lost_coordinator set synchronous_commit = 'off'");
        Vertx vertx = Vertx.vertx();
        try {
            PgConnection connection = await(PgConnection.connect(vertx, asConfigured()));
            assertThat(setting(connection, "idle_in_transaction_session_timeout"))
                    .isEqualTo("30s");
            assertThat(setting(connection, "search_path")).isEqualTo("drover");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
            await(connection.close());
        } finally {
            await(vertx.close());
        }
    }

    /** The address that the client of decisions is given, with what is in its query. */
    private static PgConnectOptions asConfigured() throws Exception {
        RunningServers servers = SharedServers.get();
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        LostCoordinatorTest.class.getClassLoader().getResource(DEFAULTS)))
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "drover.database.host", servers.postgresHost(),
                                "drover.database.port", String.valueOf(servers.postgresPort()),
                                "drover.database.name", "lost_coordinator"),
                        "of the test",
                        500))
                .build();
        return PgConnectOptions.fromUri(config.getValue("quarkus.datasource.coordinator.reactive.url", String.class))
                .setUser(servers.postgresUser())
                .setPassword(servers.postgresPassword());
    }

    private static String setting(PgConnection connection, String name) throws Exception {
        return await(connection.query("show " + name).execute())
                .iterator()
                .next()
                .getString(0);
    }

    private static <T> T await(io.vertx.core.Future<T> work) throws Exception {
        return work.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
