package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.embedded.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The broker and PostgreSQL go away, come back, lose what they had, or cannot be reached. */
final class ServerCells {

    private static final int SOME = 30;
    /** One in each phase and the coordinator may have been at work. */
    private static final int AT_WORK = 4;

    private static final int RESTARTS = 20;
    private static final String BROKER_KILLED = "broker: killed";
    private static final String POSTGRES_KILLED = "PostgreSQL: killed";
    private static final String LONG_OUTAGE = "broker: gone for 150 s, longer than producers try";

    private ServerCells() {}

    /** What goes wrong, from its beginning to its end. */
    private interface Outage {
        void happen(Trial trial) throws Exception;
    }

    static List<Cell> all(long seed) {
        List<Cell> cells = new ArrayList<>();
        outages().forEach((fault, outage) -> cells.add(whileLoaded(fault, outage)));
        cells.add(exhaustedPool());
        cells.add(restarts(seed));
        outages().forEach((fault, outage) -> {
            cells.add(midway(AgolaWork.IMPORT, fault, outage));
            if (!fault.contains("gone for")) {
                cells.add(midway(AgolaWork.EXPORT, fault, outage));
                cells.add(midway(AgolaWork.VERIFY, fault, outage));
            }
        });
        return cells;
    }

    private static Map<String, Outage> outages() {
        Map<String, Outage> outages = new LinkedHashMap<>();
        outages.put(BROKER_KILLED, trial -> {
            trial.rig().broker().kill9();
            trial.rig().broker().start();
        });
        outages.put("broker: gone for 60 s", trial -> brokerGone(trial, 60));
        outages.put(LONG_OUTAGE, trial -> brokerGone(trial, 150));
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
        outages.put("PostgreSQL: no connection is free for 8 s", ServerCells::takeEveryConnection);
        return outages;
    }

    private static void brokerGone(Trial trial, int seconds) throws Exception {
        trial.rig().broker().kill9();
        Trial.pause(Duration.ofSeconds(seconds));
        trial.rig().broker().start();
        trial.mayRedo(2 * AT_WORK); // attempts that were given up meanwhile were sent all the same, and come at once
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

    private static Cell whileLoaded(String fault, Outage outage) {
        return Cell.qtest(fault, "while test cases are loaded", trial -> {
                    longEnough(trial, fault);
                    trial.comeMidway();
                    trial.mayRedo(AT_WORK);
                    outage.happen(trial);
                    trial.firedUntilNow(1);
                })
                .always(fault.equals(BROKER_KILLED) || fault.equals(POSTGRES_KILLED));
    }

    private static Cell midway(AgolaWork work, String fault, Outage outage) {
        return Cell.agola(fault, "in the middle of " + work.step(), trial -> {
            longEnough(trial, fault);
            trial.comeMidway(work);
            outage.happen(trial);
            trial.goOn();
            trial.firedUntilNow(1);
        });
    }

    private static void longEnough(Trial trial, String fault) {
        trial.deadline(fault.equals(LONG_OUTAGE) ? 60 : Trial.DEADLINE_SECONDS);
    }

    private static Cell restarts(long seed) {
        return Cell.qtest("PostgreSQL: restarted", RESTARTS + " times at random moments", trial -> {
            RandomGenerator random = new java.util.SplittableRandom(seed);
            PostgresServer postgres = trial.rig().servers().postgres();
            trial.latency(100);
            trial.begin();
            int restarts = 0;
            while (restarts < RESTARTS && !trial.hasEnded()) {
                Trial.pause(Duration.ofMillis(random.nextInt(100, 1500)));
                if (random.nextBoolean()) {
                    postgres.kill();
                } else {
                    postgres.stop();
                }
                postgres.start();
                restarts++;
            }
            assertThat(restarts).as("restarts before the execution ended").isEqualTo(RESTARTS);
            trial.firedUntilNow(restarts);
        });
    }

    /** The loader has two connections, which wait for a lock, and more batches that want one; Flyway needs two at start. */
    private static Cell exhaustedPool() {
        return Cell.qtest("connection pool", "exhausted in loader-service for 8 s", trial -> {
            trial.migration()
                    .putObject("options")
                    .put("batchSize", 25)
                    .put("concurrency", 4)
                    .put("inFlight", 4)
                    .put("deadlineSeconds", Trial.DEADLINE_SECONDS);
            trial.latency(20);
            trial.service(Program.LOADER)
                    .restart(Map.of(
                            "QUARKUS_DATASOURCE_LEDGER_JDBC_MAX_SIZE", "2",
                            "QUARKUS_DATASOURCE_LEDGER_JDBC_ACQUISITION_TIMEOUT", "1S"));
            try {
                trial.begin();
                trial.awaitCreated(SOME);
                lockTables(trial);
                trial.firedUntilNow(trial.journal().lines().stream()
                        .filter(line -> line.detail().startsWith("DATABASE_UNAVAILABLE"))
                        .count());
                trial.mayRedo(AT_WORK);
                trial.awaitEnd();
            } finally {
                trial.service(Program.LOADER).restart();
            }
        });
    }

    private static void lockTables(Trial trial) throws SQLException {
        try (Connection connection = trial.rig().installation().database();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table ledger.receipt, ledger.claim in access exclusive mode");
            Trial.pause(Duration.ofSeconds(8));
            connection.rollback();
        }
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
