package io.drover.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.AbandonRequest;
import io.drover.api.AccessToken;
import io.drover.api.AuditEntry;
import io.drover.api.AuditProof;
import io.drover.api.ConfirmRequest;
import io.drover.api.ConsentAsked;
import io.drover.api.ConsentRequest;
import io.drover.api.DeadLetter;
import io.drover.api.EvidenceRecord;
import io.drover.api.Execution;
import io.drover.api.ExecutionPlan;
import io.drover.api.Finding;
import io.drover.api.JournalLine;
import io.drover.api.KeyRotation;
import io.drover.api.MadeAccessToken;
import io.drover.api.Migration;
import io.drover.api.NewAccessToken;
import io.drover.api.ResumeRequest;
import io.drover.api.SecretValue;
import io.drover.api.StoredSecret;
import io.drover.api.WhoAsks;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server's REST API. Every method throws {@link ProblemException} where the server refuses,
 * {@link UnreachableException} where none answers, and {@link UnexpectedAnswerException} where the answer makes no
 * sense.
 */
public final class DroverClient implements AutoCloseable {

    private static final String API = "/api/v1";
    private static final int NOT_FOUND = 404;

    private final Transport transport;

    /** @param token the API's token, where the server wants one */
    public DroverClient(URI server, Optional<String> token) {
        this.transport = new Transport(server, token);
    }

    public URI server() {
        return transport.server();
    }

    /** When the server takes a secret although an execution uses the one of that name. */
    public enum InUse {
        /** Never: what runs keeps what it has. */
        UNTOUCHED,
        /** When it is for the same connector and addresses. */
        RENEWED,
        /** Always. */
        REPLACED
    }

    /** Gives the server a secret under a name; it cannot be read back. */
    public void putSecret(String name, SecretValue secret, InUse inUse) {
        String query =
                switch (inUse) {
                    case UNTOUCHED -> "?unused=true";
                    case RENEWED -> "";
                    case REPLACED -> "?force=true";
                };
        transport.send(transport
                .request(API + "/secrets/" + encode(name) + query)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(ApiJson.request(secret))));
    }

    /** Has the server seal its secrets with its newest key. */
    public KeyRotation rotateKey() {
        return ApiJson.read(
                transport.send(transport.request(API + "/secrets/rotate-key").POST(BodyPublishers.noBody())),
                KeyRotation.class);
    }

    /**
     * Removes a secret.
     *
     * @param force also while an execution uses it
     */
    public void removeSecret(String name, boolean force) {
        transport.send(transport
                .request(API + "/secrets/" + encode(name) + (force ? "?force=true" : ""))
                .DELETE());
    }

    /** Creates the migration, or replaces the one of that name. */
    public void putMigration(Migration migration) {
        post(transport.request(API + "/migrations"), migration);
    }

    /** The secrets that the server keeps, without their values. */
    public List<StoredSecret> secrets() {
        return ApiJson.readList(transport.send(transport.request(API + "/secrets")), StoredSecret.class);
    }

    /** The one of that name. */
    public Optional<StoredSecret> secret(String name) {
        return secrets().stream().filter(secret -> secret.name().equals(name)).findFirst();
    }

    /** Who asks, as the server knows it by the token. */
    public WhoAsks me() {
        return ApiJson.read(transport.send(transport.request(API + "/me")), WhoAsks.class);
    }

    /** Makes a token; its value is in the answer and nowhere else. */
    public MadeAccessToken makeToken(NewAccessToken wanted) {
        return ApiJson.read(transport.send(posting(transport.request(API + "/tokens"), wanted)), MadeAccessToken.class);
    }

    public List<AccessToken> tokens() {
        return ApiJson.readList(transport.send(transport.request(API + "/tokens")), AccessToken.class);
    }

    public void revokeToken(String name) {
        transport.send(transport.request(API + "/tokens/" + encode(name)).DELETE());
    }

    /** What was changed of the installation, oldest first, as the server's JSON lines. */
    public void installationAudit(Consumer<String> consumer) {
        jsonLines(transport.request(API + "/audit"), consumer);
    }

    /** The connectors that workers have announced, as the server's JSON. */
    public List<JsonNode> connectors() {
        return ApiJson.readList(transport.send(transport.request(API + "/connectors")), JsonNode.class);
    }

    /** The paths that workers have announced, as the server's JSON; none of a server that does not list them. */
    public List<JsonNode> paths() {
        try {
            return ApiJson.readList(transport.send(transport.request(API + "/paths")), JsonNode.class);
        } catch (ProblemException e) {
            if (e.problem().status() == NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** The plan of a migration, as the server's JSON. */
    public String plan(String migration) {
        return transport.send(transport.request(API + "/migrations/" + encode(migration) + "/plan"));
    }

    public static ExecutionPlan readPlan(String json) {
        return ApiJson.read(json, ExecutionPlan.class);
    }

    /** Starts an execution. The same key never starts a second one. */
    public Execution start(String migration, String idempotencyKey) {
        return execution(transport
                .request(API + "/migrations/" + encode(migration) + "/executions")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.noBody()));
    }

    public Execution execution(String id) {
        return execution(of(id, ""));
    }

    /** The executions as the server lists them: the newest first. */
    public List<Execution> executions() {
        return ApiJson.readList(transport.send(transport.request(API + "/executions")), Execution.class);
    }

    public void stop(String id) {
        transport.send(of(id, "/stop").POST(BodyPublishers.noBody()));
    }

    /** Confirms an operator step: a person did it, and saw this. */
    public void confirm(String id, String step, String seen) {
        post(of(id, "/steps/" + encode(step) + "/confirm"), new ConfirmRequest(seen));
    }

    /** What a person is asked to consent to, or refused where nothing waits for that. */
    public ConsentAsked consentAsked(String id) {
        return ApiJson.read(transport.send(of(id, "/consent")), ConsentAsked.class);
    }

    /**
     * Consents to what a challenge stands for.
     *
     * @param typed what the person typed, as it was typed
     */
    public void consent(String id, String challenge, String typed) {
        post(of(id, "/consent"), new ConsentRequest(challenge, typed));
    }

    /** Lets an execution go on that is held. */
    public void resume(String id, ResumeRequest said) {
        post(of(id, "/resume"), said);
    }

    /** Ends an execution that is held; nothing is sent to either system. */
    public void abandon(String id, String reason) {
        post(of(id, "/abandon"), new AbandonRequest(reason));
    }

    public List<DeadLetter> deadLetters() {
        return ApiJson.readList(transport.send(transport.request(API + "/dead-letters")), DeadLetter.class);
    }

    /** Puts a dead letter back on the topic that it is for. */
    public void replay(int partition, long offset) {
        transport.send(transport
                .request(API + "/dead-letters/" + partition + "/" + offset + "/replay")
                .POST(BodyPublishers.noBody()));
    }

    /**
     * Reads the execution's events as they come, until the server ends the stream.
     *
     * @throws UnreachableException also when the stream breaks
     */
    public void events(String id, Consumer<Execution> consumer) {
        HttpRequest.Builder request = of(id, "/events").header("Accept", "text/event-stream");
        EventLines events = new EventLines();
        transport.lines(request, line -> events.accept(line)
                .ifPresent(data -> consumer.accept(ApiJson.read(data, Execution.class))));
    }

    /** The execution's journal, oldest first, as the server's JSON lines. */
    public void journal(String id, Consumer<String> consumer) {
        jsonLines(of(id, "/log"), consumer);
    }

    /**
     * What the server finds when it proves the execution's audit.
     *
     * @param given query parameters of a head that somebody kept; null for none
     */
    public AuditProof auditProof(String id, @Nullable String given) {
        return ApiJson.read(
                transport.send(of(id, "/audit/proof" + (given == null ? "" : "?" + given))), AuditProof.class);
    }

    public static JournalLine journalEntry(String line) {
        return ApiJson.read(line, JournalLine.class);
    }

    /** The execution's audit, oldest first, as the server's JSON lines: their very bytes are what is hashed. */
    public void audit(String id, Consumer<String> consumer) {
        jsonLines(of(id, "/audit"), consumer);
    }

    public static AuditEntry auditEntry(String line) {
        return ApiJson.read(line, AuditEntry.class);
    }

    /** The evidence that the workers wrote, in order, as the server's JSON lines. */
    public void records(String id, Consumer<String> consumer) {
        jsonLines(of(id, "/records"), consumer);
    }

    public static EvidenceRecord evidenceRecord(String line) {
        return ApiJson.read(line, EvidenceRecord.class);
    }

    /**
     * What was observed about records, as the server's JSON lines.
     *
     * @param step only of this step; null for all; likewise {@code code}
     */
    public void findings(String id, @Nullable String step, @Nullable String code, Consumer<String> consumer) {
        String query = Stream.of(filter("step", step), filter("code", code))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        jsonLines(of(id, "/findings" + (query.isEmpty() ? "" : "?" + query)), consumer);
    }

    private static Optional<String> filter(String name, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> name + "=" + encode(text));
    }

    public static Finding finding(String line) {
        return ApiJson.read(line, Finding.class);
    }

    /** The address of something the API answered a path for. */
    public URI address(String path) {
        return transport.resolve(path);
    }

    /**
     * Saves something of an execution to a file, whole or not at all.
     *
     * @param what {@code report}, {@code evidence} or {@code archive}
     * @param mediaType of a report {@code text/html} or {@code application/json}
     */
    public void save(String id, String what, String mediaType, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(Files.createDirectories(folder), "." + what, ".part");
        try {
            HttpRequest.Builder request = of(id, "/" + what).header("Accept", mediaType);
            transport.read(request, body -> Files.copy(body, unfinished, StandardCopyOption.REPLACE_EXISTING));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private HttpRequest.Builder of(String execution, String what) {
        return transport.request(API + "/executions/" + encode(execution) + what);
    }

    private void post(HttpRequest.Builder request, Object body) {
        transport.send(posting(request, body));
    }

    private static HttpRequest.Builder posting(HttpRequest.Builder request, Object body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(ApiJson.request(body)));
    }

    private void jsonLines(HttpRequest.Builder request, Consumer<String> consumer) {
        transport.lines(request, line -> {
            if (!line.isBlank()) {
                consumer.accept(line);
            }
        });
    }

    private Execution execution(HttpRequest.Builder request) {
        return ApiJson.read(transport.send(request), Execution.class);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        transport.close();
    }
}
