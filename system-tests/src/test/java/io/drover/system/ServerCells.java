package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.embedded.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The broker and PostgreSQL go away, come back, lose what they had, or cannot be reached. */
final class ServerCells {

    private static final int SOME = 30;
    /** One in each phase and the coordinator may have been at work. */
    private static final int AT_WORK = 4;

    private static final int RESTARTS = 20;
    private static final String RESTARTED = "PostgreSQL: restarted";

    private ServerCells() {}

    static List<Cell> all(long seed) {
        List<Cell> cells = new ArrayList<>();
        Outages.all().forEach((fault, outage) -> cells.add(whileLoaded(fault, outage)));
        cells.add(forgetful());
        cells.add(exhaustedPool());
        cells.add(restarts(seed));
        cells.add(restartInEach(seed));
        Outages.all().forEach((fault, outage) -> {
            cells.add(midway(AgolaWork.IMPORT, fault, outage));
            if (!fault.startsWith("broker: gone")) {
                cells.add(midway(AgolaWork.EXPORT, fault, outage));
                cells.add(midway(AgolaWork.VERIFY, fault, outage));
            }
        });
        return cells;
    }

    private static Cell whileLoaded(String fault, Outages.Outage outage) {
        return Cell.qtest(fault, "while test cases are loaded", trial -> {
                    longEnough(trial, fault);
                    trial.comeMidway();
                    trial.mayRedo(AT_WORK);
                    outage.happen(trial);
                    trial.firedUntilNow(1);
                })
                .always(fault.equals(Outages.BROKER_KILLED) || fault.equals(Outages.POSTGRES_KILLED));
    }

    private static Cell midway(AgolaWork work, String fault, Outages.Outage outage) {
        return Cell.agola(fault, "in the middle of " + work.step(), trial -> {
            longEnough(trial, fault);
            trial.comeMidway(work);
            trial.mayRedo(work.sideBySide());
            outage.happen(trial);
            trial.goOn();
            trial.firedUntilNow(1);
        });
    }

    private static void longEnough(Trial trial, String fault) {
        trial.deadline(fault.equals(Outages.LONG) ? 60 : Trial.DEADLINE_SECONDS);
    }

    /** As some tune it: what is committed may be gone after a crash, unless a client says that it must not. */
    private static Cell forgetful() {
        return Cell.qtest(
                "PostgreSQL: killed, its default synchronous_commit off", "while test cases are loaded", trial -> {
                    execute(trial, "alter system set synchronous_commit = off", "select pg_reload_conf()");
                    try {
                        trial.comeMidway();
                        trial.mayRedo(AT_WORK);
                        trial.rig().servers().postgres().kill();
                        trial.rig().servers().postgres().start();
                        trial.firedUntilNow(1);
                        trial.awaitEnd();
                    } finally {
                        execute(trial, "alter system reset synchronous_commit", "select pg_reload_conf()");
                    }
                });
    }

    private static void execute(Trial trial, String... lines) throws SQLException {
        try (Connection connection = trial.rig().installation().database();
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }

    private static Cell restarts(long seed) {
        return Cell.qtest(RESTARTED, RESTARTS + " times at random moments", trial -> {
            RandomGenerator random = new SplittableRandom(seed);
            trial.latency(100);
            trial.begin();
            int restarts = 0;
            while (restarts < RESTARTS && !trial.hasEnded()) {
                Trial.pause(Duration.ofMillis(random.nextInt(100, 1500)));
                restart(trial, random.nextBoolean());
                restarts++;
            }
            assertThat(restarts).as("restarts before the execution ended").isEqualTo(RESTARTS);
            trial.firedUntilNow(restarts);
        });
    }

    /** An execution of the Agola path is over before twenty restarts are. */
    private static Cell restartInEach(long seed) {
        return new Cell(
                Cell.AGOLA,
                Rig.Kind.SIX_PROCESSES,
                RESTARTED,
                "at a random moment of each of " + RESTARTS + " executions",
                false,
                rig -> {
                    RandomGenerator random = new SplittableRandom(seed);
                    Figures all = Figures.NONE;
                    for (int i = 0; i < RESTARTS; i++) {
                        all = all.and(Cell.play(new AgolaTrial(rig), trial -> {
                            trial.begin();
                            Trial.pause(Duration.ofMillis(random.nextInt(50, 1500)));
                            assertThat(trial.hasEnded()).isFalse();
                            restart(trial, random.nextBoolean());
                            trial.firedUntilNow(1);
                        }));
                    }
                    return all;
                });
    }

    private static void restart(Trial trial, boolean kill) throws IOException {
        PostgresServer postgres = trial.rig().servers().postgres();
        if (kill) {
            postgres.kill();
        } else {
            postgres.stop();
        }
        postgres.start();
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
}
