package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can become of the broker and of PostgreSQL while something is migrated, each from its beginning to its end. */
final class Outages {

    static final String BROKER_KILLED = "broker: killed";
    static final String POSTGRES_KILLED = "PostgreSQL: killed";
    static final String LONG = "broker: gone for 150 s, longer than producers try";

    /** One of them; it is over when this returns. */
    interface Outage {
        void happen(Trial trial) throws Exception;
    }

    private Outages() {}

    /** By what the matrix calls them. */
    static Map<String, Outage> all() {
        Map<String, Outage> outages = new LinkedHashMap<>();
        outages.put(BROKER_KILLED, trial -> {
            trial.rig().broker().kill9();
            trial.rig().broker().start();
        });
        outages.put("broker: gone for 60 s", trial -> brokerGone(trial, 60));
        outages.put(LONG, trial -> brokerGone(trial, 150));
        outages.put("broker: killed, its data deleted", trial -> {
            trial.rig().broker().kill9();
            trial.rig().broker().deleteData();
            trial.rig().broker().start();
        });
        outages.put("broker: frozen for 15 s", trial -> {
            trial.rig().broker().freeze();
            Trial.pause(Duration.ofSeconds(15));
            trial.rig().broker().thaw();
        });
        outages.put(
                "broker: network cut for 15 s",
                trial -> cut(trial.rig().broker().proxy(), 15));
        outages.put(
                "broker: network stalled for 15 s",
                trial -> stall(trial.rig().broker().proxy(), 15));
        outages.put(POSTGRES_KILLED, trial -> {
            trial.rig().servers().postgres().kill();
            trial.rig().servers().postgres().start();
        });
        outages.put("PostgreSQL: gone for 20 s", trial -> {
            trial.rig().servers().postgres().stop();
            Trial.pause(Duration.ofSeconds(20));
            trial.rig().servers().postgres().start();
        });
        outages.put("PostgreSQL: network cut for 10 s", trial -> cut(trial.rig().database(), 10));
        outages.put(
                "PostgreSQL: network stalled for 10 s",
                trial -> stall(trial.rig().database(), 10));
        outages.put("PostgreSQL: no connection is free for 8 s", Outages::takeEveryConnection);
        return outages;
    }

    private static void brokerGone(Trial trial, int seconds) throws Exception {
        trial.rig().broker().kill9();
        Trial.pause(Duration.ofSeconds(seconds));
        trial.rig().broker().start();
    }

    private static void cut(Proxy network, int seconds) throws IOException {
        network.cut();
        Trial.pause(Duration.ofSeconds(seconds));
        network.heal();
    }

    private static void stall(Proxy network, int seconds) throws IOException {
        network.stall();
        Trial.pause(Duration.ofSeconds(seconds));
        network.heal();
    }

    /** Each place that a service gives up is taken until PostgreSQL has none left. */
    private static void takeEveryConnection(Trial trial) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            taken.add(trial.rig().installation().database());
            long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
            long refused = 0;
            while (System.nanoTime() < end) {
                try (Statement statement = taken.getFirst().createStatement()) {
                    statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name like 'drover%' or application_name like 'vertx%'");
                }
                try {
                    while (true) {
                        taken.add(trial.rig().installation().database());
                    }
                } catch (SQLException e) {
                    refused++;
                    Trial.pause(Duration.ofMillis(50));
                }
            }
            assertThat(refused).as("connections refused").isPositive();
            assertThat(taken.size()).as("connections taken").isGreaterThan(80);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }
}
