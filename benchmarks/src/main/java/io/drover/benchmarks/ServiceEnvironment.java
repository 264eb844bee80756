package io.drover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The configuration of Drover's services, as environment variables, from where the embedded servers say they are. */
final class ServiceEnvironment {

    private static final int KEY_BYTES = 32;

    private final Map<String, String> shared;

    /** @param data the folder of the embedded servers, which are ready */
    ServiceEnvironment(Path data) throws IOException {
        JsonNode servers = ApiJson.MAPPER.readTree(Files.readString(servers(data)));
        JsonNode postgres = servers.path("postgres");
        shared = Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", servers.path("kafka").asText()),
                Map.entry("DROVER_DATABASE_HOST", postgres.path("host").asText()),
                Map.entry("DROVER_DATABASE_PORT", postgres.path("port").asText()),
                Map.entry("DROVER_DATABASE_NAME", postgres.path("database").asText()),
                Map.entry("DROVER_DATABASE_USER", postgres.path("user").asText()),
                Map.entry("DROVER_DATABASE_PASSWORD", postgres.path("password").asText()),
                Map.entry(
                        "DROVER_STAGING_URI",
                        Files.createDirectories(data.resolve("staging")).toUri().toString()),
                Map.entry(
                        "DROVER_SECRETS_KEY_FILE",
                        key(data.resolve("secret.key")).toString()),
                Map.entry("DROVER_API_TOKEN_FILE", key(token(data)).toString()),
                Map.entry("DROVER_NETWORK_ALLOW", "127.0.0.0/8,::1/128"),
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"));
    }

    /** Where the embedded servers write that they are ready. */
    static Path servers(Path data) {
        return data.resolve("servers.json");
    }

    /** The file with the token of the API. */
    static Path token(Path data) {
        return data.resolve("api-token");
    }

    /** @param port where the service answers */
    Map<String, String> on(int port) {
        Map<String, String> all = new HashMap<>(shared);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return all;
    }

    private static Path key(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    }
}
