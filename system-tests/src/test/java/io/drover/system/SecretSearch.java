package io.drover.system;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Looks for texts everywhere an installation leaves something. */
final class SecretSearch {

    /** Where something can be left. */
    enum Place {
        LOG,
        STAGED_FILE,
        KAFKA_KEY,
        KAFKA_VALUE,
        KAFKA_HEADER,
        TEXT_COLUMN,
        BYTES_COLUMN,
        API_ANSWER,
        REPORT,
        EVIDENCE
    }

    /** @param where for people: a file, a topic, a table and column, a path of the API */
    record Hit(String what, Place place, String where) {}

    private static final String COLUMNS = """
            select c.table_schema, c.table_name, c.column_name, c.data_type
              from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
             where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
            """;

    private final Installation installation;
    private final Map<String, String> texts;
    private final List<Hit> hits = new ArrayList<>();

    /** @param texts what to look for, by a name that may be shown */
    private SecretSearch(Installation installation, Map<String, String> texts) {
        this.installation = installation;
        this.texts = texts;
    }

    static List<Hit> everywhere(Installation installation, Map<String, String> texts) throws Exception {
        SecretSearch search = new SecretSearch(installation, texts);
        search.files(Place.LOG, installation.logs());
        search.files(Place.STAGED_FILE, installation.staging());
        search.kafka();
        search.database();
        search.api();
        return search.hits;
    }

    private void look(Place place, String where, byte @Nullable [] content) {
        if (content != null) {
            look(place, where, new String(content, StandardCharsets.ISO_8859_1));
        }
    }

    private void look(Place place, String where, String content) {
        texts.forEach((what, text) -> {
            if (content.contains(text)) {
                hits.add(new Hit(what, place, where));
            }
        });
    }

    private void files(Place place, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                look(place, file.toString(), content(file));
            }
        }
    }

    private static byte[] content(Path file) throws IOException {
        if (!file.toString().endsWith(".zst")) {
            return Files.readAllBytes(file);
        }
        try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private void kafka() throws Exception {
        Kafka kafka = new Kafka(installation.servers().kafkaSettings());
        for (ConsumerRecord<byte[], byte[]> message : kafka.read(kafka.topics())) {
            look(Place.KAFKA_KEY, message.topic(), message.key());
            look(Place.KAFKA_VALUE, message.topic(), message.value());
            for (Header header : message.headers()) {
                look(Place.KAFKA_HEADER, message.topic(), header.key());
                look(Place.KAFKA_HEADER, message.topic(), header.value());
            }
        }
    }

    private void database() throws SQLException {
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(COLUMNS)) {
            while (columns.next()) {
                String table = "\"%s\".\"%s\"".formatted(columns.getString(1), columns.getString(2));
                column(
                        connection,
                        table,
                        columns.getString(3),
                        columns.getString(4).equals("bytea"));
            }
        }
    }

    private void column(Connection connection, String table, String column, boolean bytes) throws SQLException {
        String query = "select \"%s\"%s from %s".formatted(column, bytes ? "" : "::text", table);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                look(bytes ? Place.BYTES_COLUMN : Place.TEXT_COLUMN, table + "." + column, rows.getBytes(1));
            }
        }
    }

    private void api() throws IOException {
        Api api = installation.api();
        for (String path : List.of("/migrations", "/executions", "/secrets", "/connectors")) {
            look(Place.API_ANSWER, path, api.get(path).body());
        }
        for (String execution : executions()) {
            String path = "/executions/" + execution;
            for (String more : List.of("", "/log", "/events", "/audit", "/records", "/findings")) {
                look(Place.API_ANSWER, path + more, api.get(path + more).body());
            }
            for (String type : List.of("text/html", "application/json")) {
                look(Place.REPORT, path, api.get(path + "/report", type).body());
            }
            Api.Answer evidence = api.get(path + "/evidence");
            if (evidence.status() == 200) {
                Evidence.open(evidence.body())
                        .files()
                        .forEach((name, content) -> look(Place.EVIDENCE, path + " " + name, content));
            }
        }
    }

    private Set<String> executions() {
        Set<String> ids = new TreeSet<>();
        installation.api().get("/executions").json().forEach(execution -> {
            // The stream of events of one that goes on has no end.
            if (!execution.path("state").asText().equals("RUNNING")) {
                ids.add(execution.path("id").asText());
            }
        });
        return ids;
    }
}
