package io.drover.coordinator.journal;

import io.drover.contracts.Signatures;
import io.drover.contracts.Topics;
import io.drover.coordinator.TestKeys;
import io.drover.embedded.RunningServers;
import io.drover.embedded.SharedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A real topic of the log, and a real database to rebuild from it. There is one of each: whoever uses them, or this topic in
 * another way, locks {@link Topics#JOURNAL}.
 */
public final class LogAndTables {

    private static final int PARTITIONS = 4;

    private final RunningServers servers;

    public LogAndTables() {
        try {
            servers = SharedServers.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither tables nor a message. */
    public void empty() throws Exception {
        run("drop schema if exists drover cascade");
        try (Admin admin = Admin.create(kafka())) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = Stream.of(
                            new NewTopic(Topics.JOURNAL, Optional.of(PARTITIONS), Optional.empty()),
                            new NewTopic(Topics.CANCELLATIONS, Optional.of(1), Optional.empty()))
                    .filter(topic -> !there.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
            if (!there.contains(Topics.JOURNAL)) {
                return;
            }
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int i = 0; i < PARTITIONS; i++) {
                latest.put(new TopicPartition(Topics.JOURNAL, i), OffsetSpec.latest());
            }
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(all).all().get();
        }
    }

    public Rebuild.Rebuilt rebuild(String... without) throws SQLException {
        return rebuild(Provenance.Unsigned.REFUSE, without);
    }

    Rebuild.Rebuilt rebuild(Provenance.Unsigned unsigned, String... without) throws SQLException {
        return Rebuild.run(
                kafka(),
                servers.jdbcUrl(),
                servers.postgresUser(),
                servers.postgresPassword(),
                TestKeys.KEY,
                unsigned,
                Set.of(without));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is all there, or the test sees it
    public void send(List<String> entries) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            entries.forEach(entry -> producer.send(new ProducerRecord<>(Topics.JOURNAL, entry)));
            producer.flush();
        }
    }

    /** As this release does, each to the first partition. */
    @SuppressWarnings("FutureReturnValueIgnored") // as above
    void sendSigned(List<String> entries) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            for (String entry : entries) {
                ProducerRecord<String, String> message = new ProducerRecord<>(Topics.JOURNAL, 0, "key", entry);
                byte[] signature = TestKeys.SIGNATURES.sign(
                        Topics.JOURNAL, "key".getBytes(StandardCharsets.UTF_8), entry.getBytes(StandardCharsets.UTF_8));
                message.headers().add(Signatures.HEADER, signature);
                producer.send(message);
            }
            producer.flush();
        }
    }

    /** As a release does that signs nothing, or somebody else. */
    void sendToFirst(List<String> entries) {
        List<byte @Nullable []> values = new ArrayList<>();
        entries.forEach(entry -> values.add(entry.getBytes(StandardCharsets.UTF_8)));
        sendBytes(values);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // as above
    void sendBytes(List<byte @Nullable []> values) {
        try (KafkaProducer<byte[], byte @Nullable []> producer =
                new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            values.forEach(value -> producer.send(new ProducerRecord<>(Topics.JOURNAL, 0, new byte[] {-1}, value)));
            producer.flush();
        }
    }

    public List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                servers.jdbcUrl() + "?currentSchema=drover", servers.postgresUser(), servers.postgresPassword());
    }

    public Connection connectAs(String application) throws SQLException {
        return DriverManager.getConnection(
                servers.jdbcUrl() + "?ApplicationName=" + application,
                servers.postgresUser(),
                servers.postgresPassword());
    }

    public Map<String, Object> kafka() {
        return Map.copyOf(servers.kafkaSettings());
    }

    /** A connection without a schema, and the schema that the workers have, empty. */
    public Connection withLedger() throws SQLException {
        run("drop schema if exists ledger cascade");
        Flyway.configure()
                .dataSource(servers.jdbcUrl(), servers.postgresUser(), servers.postgresPassword())
                .locations("filesystem:../worker-runtime/src/main/resources/db/ledger")
                .schemas("ledger")
                .defaultSchema("ledger")
                .load()
                .migrate();
        return connectAs("drover-prune");
    }
}
