package io.drover.installation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the embedded servers say they are ({@code servers.json}).
 *
 * @param kafkaLogin what clients of Kafka are set to beside its address; null of servers that an earlier release started
 */
public record Servers(String kafka, @Nullable Map<String, String> kafkaLogin, Postgres postgres) {

    /** @param owner as whom the services make their tables; null of servers that an earlier release started */
    public record Postgres(
            String host,
            int port,
            String database,
            String user,
            String password,
            @Nullable String owner,
            @Nullable String ownerPassword) {
        /** Of its database, for JDBC. */
        public String url() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }

        @Override
        public String toString() {
            return "Postgres[" + host + ":" + port + "/" + database + "]";
        }
    }

    static Path in(Path data) {
        return data.resolve("servers.json");
    }

    public static Servers read(Path data) {
        return NoteFile.read(in(data), Servers.class)
                .orElseThrow(() -> StartException.of(in(data) + " does not say where the servers are."));
    }

    /**
     * What every service is configured with, as environment variables.
     *
     * @param staging a folder
     * @param key a file with the key of the secrets
     * @param token a file with the token of the API
     * @param networks that connectors may reach although they are private; empty for none
     */
    public Map<String, String> environment(Path staging, Path key, Path token, List<String> networks) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DROVER_DATABASE_HOST", postgres.host(),
                "DROVER_DATABASE_PORT", Integer.toString(postgres.port()),
                "DROVER_DATABASE_NAME", postgres.database(),
                "DROVER_DATABASE_USER", postgres.user(),
                "DROVER_DATABASE_PASSWORD", postgres.password(),
                "DROVER_STAGING_URI", staging.toUri().toString(),
                "DROVER_SECRETS_KEY_FILE", key.toString(),
                "DROVER_API_TOKEN_FILE", token.toString()));
        if (postgres.owner() != null && postgres.ownerPassword() != null) {
            environment.put("DROVER_SCHEMA_OWNER_USER", postgres.owner());
            environment.put("DROVER_SCHEMA_OWNER_PASSWORD", postgres.ownerPassword());
        }
        kafkaClient()
                .forEach((name, value) ->
                        environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        if (!networks.isEmpty()) {
            environment.put("DROVER_NETWORK_ALLOW", String.join(",", networks));
        }
        return environment;
    }

    /** What any client of Kafka is set to, as its tools take it. */
    String kafkaClientFile() {
        StringBuilder lines = new StringBuilder();
        kafkaClient()
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        return lines.toString();
    }

    private Map<String, String> kafkaClient() {
        Map<String, String> client = new TreeMap<>(kafkaLogin == null ? Map.of() : kafkaLogin);
        client.put("bootstrap.servers", kafka);
        return client;
    }

    @Override
    public String toString() {
        return "Servers[" + kafka + ", " + postgres + "]";
    }
}
