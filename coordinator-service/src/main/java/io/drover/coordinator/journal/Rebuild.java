package io.drover.coordinator.journal;

import io.drover.coordinator.domain.Decision;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;

/**
 * Recreates the coordinator's tables from the topic {@code drover.journal}, in an empty database, while no coordinator runs.
 * All or nothing. Nothing is sent: what was sent before is not sent again, and what never was comes by its deadline, as a
 * new attempt of a step that may be tried again, and not at all of one that destroys.
 */
public final class Rebuild {

    private static final String SCHEMA = "drover";

    private final Map<String, InOrder<Defined>> definitions = new HashMap<>();
    private final Map<String, RebuiltMigration> migrations = new HashMap<>();
    private final Map<String, InOrder<JournalEntry>> entries = new HashMap<>();
    private final Map<String, Replay> executions = new HashMap<>();
    private final PassedOver passedOver = new PassedOver();
    private final RebuiltTables tables;
    private long replayed;

    private Rebuild(RebuiltTables tables) {
        this.tables = tables;
    }

    /**
     * What was rebuilt.
     *
     * @param entries of executions
     * @param goingOn executions that have not ended: they go on when a coordinator starts
     * @param passedOver what lay on the topic and was no entry
     */
    public record Rebuilt(
            int migrations, int executions, int goingOn, long entries, PassedOver passedOver, Duration took) {}

    /**
     * @param kafka settings of its consumers: where it is, and how one logs in
     * @param url JDBC, without a schema
     * @throws RebuildException when the log or the database is not as it has to be; the database is then as it was
     */
    public static Rebuilt run(Map<String, Object> kafka, String url, String user, String password) throws SQLException {
        long start = System.nanoTime();
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("db/coordinator")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .load()
                .migrate();
        String target = url + (url.contains("?") ? "&" : "?") + "currentSchema=" + SCHEMA
                + "&ApplicationName=drover-rebuild&reWriteBatchedInserts=true";
        Connection connection = DriverManager.getConnection(target, user, password);
        try (RebuiltTables tables = new RebuiltTables(connection)) {
            Rebuild rebuild = new Rebuild(tables);
            JournalTopic.read(kafka, rebuild::take);
            rebuild.finish();
            return rebuild.rebuilt(Duration.ofNanos(System.nanoTime() - start));
        } finally {
            connection.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        String text = message.value() == null ? "" : new String(message.value(), StandardCharsets.UTF_8);
        Journaled entry;
        try {
            entry = Journaled.decode(text);
        } catch (RuntimeException e) {
            if (!PassedOver.isOurs(text)) {
                passedOver.add(message); // were it one of ours, damaged, the next one's number would tell
                return;
            }
            throw new RebuildException(
                    "Partition " + message.partition() + ", offset " + message.offset() + " of the log holds no entry"
                            + " that this release knows: " + e.getMessage(),
                    e);
        }
        switch (entry) {
            case Defined defined ->
                definitions
                        .computeIfAbsent(defined.migration(), name -> new InOrder<>("migration " + name))
                        .add(defined, text, (next, read) -> define(next));
            case JournalEntry decided ->
                entries.computeIfAbsent(decided.execution(), id -> new InOrder<>("execution " + id))
                        .add(decided, text, this::replay);
        }
    }

    private void define(Defined next) {
        RebuiltMigration before = migrations.get(next.migration());
        migrations.put(next.migration(), before == null ? RebuiltMigration.of(next) : before.then(next));
    }

    private void replay(JournalEntry next, String text) {
        try {
            Replay replay = executions.get(next.execution());
            if (replay == null) {
                replay = new Replay(next);
                executions.put(next.execution(), replay);
                tables.begin(next.execution(), replay.began());
            }
            Decision decision = replay.next(next);
            tables.add(next, text, decision.effects());
            replayed++;
        } catch (SQLException e) {
            throw new RebuildException("The database took no more: " + e.getMessage(), e);
        }
    }

    private void finish() throws SQLException {
        definitions.values().forEach(InOrder::proveWhole);
        entries.values().forEach(InOrder::proveWhole);
        tables.finish(migrations.values(), executions.values());
    }

    private Rebuilt rebuilt(Duration took) {
        long goingOn = executions.values().stream()
                .filter(replay -> !replay.state().status().ended())
                .count();
        return new Rebuilt(migrations.size(), executions.size(), (int) goingOn, replayed, passedOver, took);
    }
}
