package io.drover.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code servers.json} says: where the servers are, once all are ready. A server that was not asked for is left out.
 *
 * @param kafka host and port
 * @param kafkaLogin what its clients are set to beside that, in Kafka's words, with the password
 * @param pid of the process that holds the servers; send it SIGTERM to stop them all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServersFile(
        @Nullable String kafka,
        @Nullable Map<String, String> kafkaLogin,
        @Nullable Postgres postgres,
        @Nullable S3 s3,
        long pid) {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** @param owner as whom tables are made, which the others only use */
    record Postgres(
            String host, int port, String database, String user, String password, String owner, String ownerPassword) {}

    record S3(URI endpoint, String bucket) {}

    static ServersFile of(RunningServers servers) {
        return new ServersFile(
                servers.kafkaIfStarted().map(EmbeddedKafka::bootstrapServers).orElse(null),
                servers.kafkaIfStarted().map(EmbeddedKafka::login).orElse(null),
                servers.postgresIfStarted().map(ServersFile::postgres).orElse(null),
                servers.s3IfStarted()
                        .map(s -> new S3(s.endpoint(), S3Server.BUCKET))
                        .orElse(null),
                ProcessHandle.current().pid());
    }

    private static Postgres postgres(PostgresServer server) {
        return new Postgres(
                server.host(),
                server.port(),
                PostgresServer.DATABASE,
                PostgresRoles.SERVICE,
                server.roles().servicePassword(),
                PostgresRoles.OWNER,
                server.roles().ownerPassword());
    }

    static Path in(Path directory) {
        return directory.resolve("servers.json");
    }

    /** Appears whole; only its owner can read it, for it holds passwords. */
    void write(Path directory) throws IOException {
        Path aside = directory.resolve("servers.json.new");
        Files.deleteIfExists(aside);
        OwnFiles.create(aside);
        Files.write(aside, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        Files.move(aside, in(directory), StandardCopyOption.ATOMIC_MOVE);
    }
}
