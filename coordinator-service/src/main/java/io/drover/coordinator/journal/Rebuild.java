package io.drover.coordinator.journal;

import io.drover.contracts.AuditSignatures;
import io.drover.contracts.InstallationKey;
import io.drover.contracts.Signatures;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private final Map<String, RebuiltExecution> executions = new HashMap<>();
    private final List<Pruned> pruned = new ArrayList<>();
    private final Map<String, Long> without = new TreeMap<>();
    private final Map<String, String> refused = new TreeMap<>();
    private final PassedOver passedOver = new PassedOver();
    private final Provenance provenance;
    private final RebuiltTables tables;
    private long taken;

    private Rebuild(RebuiltTables tables, Provenance provenance, Set<String> without) {
        this.tables = tables;
        this.provenance = provenance;
        without.forEach(id -> this.without.put(id, 0L));
    }

    /**
     * What was rebuilt.
     *
     * @param entries of executions
     * @param goingOn executions that have not ended: they go on when a coordinator starts
     * @param unsigned entries among them, and definitions, that a release wrote which did not sign
     * @param passedOver what lay on the topic and was no entry, or was left out as asked
     * @param asRecorded executions that ended and that this release decides otherwise: they are as their lines say; each with
     *     where it is decided otherwise
     * @param without executions that were left out, each with how many entries it has
     */
    public record Rebuilt(
            int migrations,
            int executions,
            int goingOn,
            long entries,
            long unsigned,
            PassedOver passedOver,
            Map<String, String> asRecorded,
            Map<String, Long> without,
            Duration took) {}

    /**
     * @param kafka settings of its consumers: where it is, and how one logs in
     * @param url JDBC, without a schema
     * @param key by which entries are known, and the audit is signed
     * @param without ids of executions to leave out
     * @throws RebuildException when the log or the database is not as it has to be; the database is then as it was
     */
    public static Rebuilt run(
            Map<String, Object> kafka,
            String url,
            String user,
            String password,
            InstallationKey key,
            Provenance.Unsigned unsigned,
            Set<String> without)
            throws SQLException {
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
        try (RebuiltTables tables = new RebuiltTables(connection, new AuditSignatures(key))) {
            Rebuild rebuild = new Rebuild(tables, new Provenance(new Signatures(key), unsigned), without);
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
            if (!provenance.takes(message, passedOver)) {
                return;
            }
            throw new RebuildException(
                    "Partition " + message.partition() + ", offset " + message.offset() + " of the log holds no entry"
                            + " that this release knows: " + e.getMessage(),
                    e);
        }
        if (!provenance.takes(message, passedOver)) {
            return;
        }
        switch (entry) {
            case Defined defined ->
                definitions
                        .computeIfAbsent(defined.migration(), name -> new InOrder<>("migration " + name))
                        .add(defined, text, (next, read) -> define(next));
            case JournalEntry decided -> take(decided, text);
            case Pruned gone -> pruned.add(gone);
        }
    }

    /** What is wrong with one execution is told with what is wrong with others: they can be left out together. */
    private void take(JournalEntry entry, String text) {
        String id = entry.execution();
        if (without.computeIfPresent(id, (left, n) -> n + 1) != null || refused.containsKey(id)) {
            return;
        }
        try {
            entries.computeIfAbsent(id, first -> new InOrder<>("execution " + first))
                    .add(entry, text, this::next);
        } catch (RebuildException e) {
            refused.put(id, String.valueOf(e.getMessage()));
        }
    }

    private void define(Defined next) {
        RebuiltMigration before = migrations.get(next.migration());
        migrations.put(next.migration(), before == null ? RebuiltMigration.of(next) : before.then(next));
    }

    private void next(JournalEntry entry, String text) {
        try {
            RebuiltExecution execution = executions.get(entry.execution());
            if (execution == null) {
                execution = new RebuiltExecution(entry);
                executions.put(entry.execution(), execution);
                tables.begin(entry.execution(), execution.began());
            }
            tables.add(entry, text, execution.next(entry));
            taken++;
        } catch (SQLException e) {
            throw new IllegalStateException("The database took no more: " + e.getMessage(), e);
        }
    }

    private void finish() throws SQLException {
        provenance.prove();
        definitions.values().forEach(InOrder::proveWhole);
        entries.forEach((id, all) -> orRefuse(id, all::proveWhole));
        executions.forEach((id, execution) -> orRefuse(id, execution::proveThatItCanGoOn));
        without.forEach((id, n) -> {
            if (n == 0) {
                throw new RebuildException("There is no execution " + id + " in the log that could be left out.");
            }
        });
        if (!refused.isEmpty()) {
            throw new RebuildException(
                    String.join("\n", refused.values()) + "\nThe others can be rebuilt without it: --without "
                            + String.join(" --without ", refused.keySet()));
        }
        tables.finish(migrations.values(), executions.values(), pruned);
    }

    private void orRefuse(String id, Runnable proof) {
        if (refused.containsKey(id)) {
            return;
        }
        try {
            proof.run();
        } catch (RebuildException e) {
            refused.put(id, String.valueOf(e.getMessage()));
        }
    }

    private Rebuilt rebuilt(Duration took) {
        Map<String, String> asRecorded = new TreeMap<>();
        executions.forEach(
                (id, execution) -> execution.otherwise().ifPresent(otherwise -> asRecorded.put(id, otherwise)));
        long goingOn = executions.values().stream()
                .filter(execution -> !execution.document().status().ended())
                .count();
        return new Rebuilt(
                migrations.size(),
                executions.size(),
                (int) goingOn,
                taken,
                provenance.unsigned(),
                passedOver,
                asRecorded,
                Map.copyOf(without),
                took);
    }
}
