package io.drover.cli.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client of one server's REST API. Every method throws {@link ProblemException} where the server refuses,
 * {@link UnreachableException} where none answers, and {@link UnexpectedAnswerException} where the answer makes no
 * sense.
 */
public final class DroverClient implements AutoCloseable {

    private static final String API = "/api/v1";

    private final Transport transport;

    /** @param token the API's token, where the server wants one */
    public DroverClient(URI server, Optional<String> token) {
        this.transport = new Transport(server, token);
    }

    public URI server() {
        return transport.server();
    }

    /** Gives the server a secret under a name; it cannot be read back. */
    public void putSecret(String name, String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("value", value);
        transport.send(transport
                .request(API + "/secrets/" + encode(name))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Json.write(body))));
    }

    /** Creates the migration, or replaces the one of that name. */
    public void putMigration(MigrationDefinition migration) {
        transport.send(transport
                .request(API + "/migrations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(migration))));
    }

    /** Starts an execution. The same key never starts a second one. */
    public Execution start(String migration, String idempotencyKey) {
        return execution(transport
                .request(API + "/migrations/" + encode(migration) + "/executions")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.noBody()));
    }

    public Execution execution(String id) {
        return execution(transport.request(API + "/executions/" + encode(id)));
    }

    /** The executions as the server lists them: the newest first. */
    public List<Execution> executions() {
        return Json.readList(transport.send(transport.request(API + "/executions")), Execution.class);
    }

    public void stop(String id) {
        transport.send(
                transport.request(API + "/executions/" + encode(id) + "/stop").POST(BodyPublishers.noBody()));
    }

    /**
     * Reads the execution's events as they come, until the server ends the stream.
     *
     * @throws UnreachableException also when the stream breaks
     */
    public void events(String id, Consumer<Execution> consumer) {
        HttpRequest.Builder request =
                transport.request(API + "/executions/" + encode(id) + "/events").header("Accept", "text/event-stream");
        EventLines events = new EventLines();
        transport.lines(request, line -> events.accept(line)
                .ifPresent(data -> consumer.accept(Json.read(data, Execution.class))));
    }

    /** The execution's journal, oldest first, as the server's JSON lines. */
    public void journal(String id, Consumer<String> consumer) {
        transport.lines(transport.request(API + "/executions/" + encode(id) + "/log"), line -> {
            if (!line.isBlank()) {
                consumer.accept(line);
            }
        });
    }

    public static JournalEntry journalEntry(String line) {
        return Json.read(line, JournalEntry.class);
    }

    /** The address of something the API answered a path for. */
    public URI address(String path) {
        return transport.resolve(path);
    }

    /**
     * Saves the report to a file, whole or not at all.
     *
     * @param mediaType {@code text/html} or {@code application/json}
     */
    public void saveReport(String id, String mediaType, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(Files.createDirectories(folder), ".report", ".part");
        try {
            HttpRequest.Builder request = transport
                    .request(API + "/executions/" + encode(id) + "/report")
                    .header("Accept", mediaType);
            transport.read(request, body -> Files.copy(body, unfinished, StandardCopyOption.REPLACE_EXISTING));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Execution execution(HttpRequest.Builder request) {
        return Json.read(transport.send(request), Execution.class);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        transport.close();
    }
}
