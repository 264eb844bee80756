package io.drover.cli.local;

import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the embedded servers say they are ({@code servers.json}). */
record Servers(String kafka, Postgres postgres) {

    record Postgres(String host, int port, String database, String user, String password) {
        @Override
        public String toString() {
            return "Postgres[" + host + ":" + port + "/" + database + "]";
        }
    }

    static Path in(Path data) {
        return data.resolve("servers.json");
    }

    static Servers read(Path data) {
        try {
            return ApiJson.MAPPER.readValue(Files.readString(in(data)), Servers.class);
        } catch (IOException e) {
            throw new UncheckedIOException(in(data) + " cannot be read", e);
        }
    }

    /** The same for the services, as their configuration names it. */
    Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka,
                "DROVER_DATABASE_HOST", postgres.host(),
                "DROVER_DATABASE_PORT", Integer.toString(postgres.port()),
                "DROVER_DATABASE_NAME", postgres.database(),
                "DROVER_DATABASE_USER", postgres.user(),
                "DROVER_DATABASE_PASSWORD", postgres.password());
    }
}
