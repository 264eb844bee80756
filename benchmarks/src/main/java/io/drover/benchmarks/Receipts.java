package io.drover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.Json;
import io.drover.cli.local.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** What Drover knows to be in the target. It belongs to the pair of systems, and a warm-up moves between the same two. */
final class Receipts {

    private final JsonNode postgres;

    /** @param data the folder of the embedded servers, which are ready */
    Receipts(Path data) throws IOException {
        postgres = Json.MAPPER
                .readTree(Files.readString(ServiceEnvironment.servers(data)))
                .path("postgres");
    }

    /** Forgets all of it, as the sandbox has been reset. */
    void clear() {
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        postgres.path("host").asText(),
                        postgres.path("port").asText(),
                        postgres.path("database").asText());
        try (Connection connection = DriverManager.getConnection(
                        url,
                        postgres.path("user").asText(),
                        postgres.path("password").asText());
                Statement statement = connection.createStatement()) {
            statement.execute("truncate ledger.receipt");
        } catch (SQLException e) {
            throw StartException.of("The receipts of the warm-up cannot be cleared: " + e.getMessage());
        }
    }
}
