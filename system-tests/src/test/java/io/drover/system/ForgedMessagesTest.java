package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Cancel;
import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Counts;
import io.drover.contracts.Input;
import io.drover.contracts.Message;
import io.drover.contracts.Messages;
import io.drover.contracts.Outcome;
import io.drover.contracts.Permit;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Side;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
import io.drover.contracts.Usage;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.faults.Switches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever can write to Kafka, and knows all that lies there, destroys nothing, reads no secret, and lies to nobody. */
class ForgedMessagesTest {

    private static final String NOWHERE = "20261130-010203-004-zzz";

    private Installation installation;
    private Api api;
    private Kafka kafka;

    @BeforeEach
    void start() throws IOException {
        installation = Installation.shared();
        api = installation.api();
        kafka = new Kafka(installation.servers().kafkaSettings());
    }

    @Test
    void a_forged_check_sends_a_stored_secret_nowhere_nor_does_a_copy_for_an_execution_that_is_not_there()
            throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(5, 5)) {
            ObjectNode migration = Migrations.define(api, sandbox, "stolen", Migrations.GENERATED);
            Map<String, Long> before = sandbox.requests();
            Command check = check(NOWHERE, migration);

            send(check);
            awaitDead(check, "nobody of this installation signed it");
            kafka.send(signed(Topics.commands(Phase.EXTRACT), check.batch().toString(), check));
            awaitDead(check, "belongs on " + Topics.commands(Phase.VALIDATE));
            kafka.send(signed(Topics.commands(Phase.VALIDATE), check.batch().toString(), check));
            kafka.awaitRead();

            assertThat(sandbox.requests()).isEqualTo(before);
        }
    }

    @Test
    void a_forged_consent_imports_nothing_whoever_signed_the_command() throws Exception {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick())) {
            AgolaRun run = new AgolaRun(api, sandbox, "forged-consent").begin().until("consent");
            Map<String, Integer> before = sandbox.targetRunservice().content().objects();
            Command forged = forgedImport(run);

            send(forged);
            awaitDead(forged, "nobody of this installation signed it");
            kafka.send(signed(Topics.of(forged), Topics.key(forged), forged));
            kafka.awaitRead();

            assertThat(run.imports()).isZero();
            assertThat(sandbox.targetRunservice().content().objects()).isEqualTo(before);
            assertThat(run.state("consent")).isEqualTo("WAITING");
            run.end();
        }
    }

    @Test
    void a_forged_result_makes_no_success_and_a_forged_cancellation_ends_nothing() throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(5, 5)) {
            sandbox.switches().set(Switches.LATENCY_MS, 3_000);
            ObjectNode migration = Migrations.define(api, sandbox, "believed", Migrations.GENERATED);
            migration.put("recipe", "connection-check");
            assertThat(api.define(migration).status()).isEqualTo(201);
            String execution = api.begin("believed");
            Result lie = new Result(
                    Result.VERSION,
                    new BatchId(execution, "check", Phase.VALIDATE, 0),
                    1,
                    "validator-service",
                    Instant.now(),
                    5,
                    Usage.NONE,
                    new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of()));
            Cancel cancel = new Cancel(Cancel.VERSION, execution, Instant.now(), List.of("check"));

            send(lie);
            send(cancel);
            awaitDead(lie, "nobody of this installation signed it");

            sandbox.switches().set(Switches.LATENCY_MS, 0);
            assertThat(api.awaitEnd(execution).state()).isEqualTo("SUCCESS");
            assertThat(sandbox.requests().values().stream().mapToLong(n -> n).sum())
                    .isPositive();
            assertThat(api.get("/executions/" + execution + "/log").text()).doesNotContain("batch.cancelled");
        }
    }

    @Test
    void a_schema_that_no_worker_announced_is_none() throws Exception {
        kafka.send(Topics.CONNECTORS, 0, "qtest", "{\"id\": \"qtest\", \"settingsSchema\": {\"type\": \"string\"}}");
        try (RunningSandbox sandbox = Sandboxes.generated(5, 5)) {
            Execution end = api.run(Migrations.define(api, sandbox, "schema", Migrations.GENERATED));
            assertThat(end.state()).isEqualTo("SUCCESS");
        }
    }

    private Command check(String execution, ObjectNode migration) {
        return new Command(
                Command.VERSION,
                new BatchId(execution, "check", Phase.VALIDATE, 0),
                "a > b",
                1,
                "check",
                null,
                connection("source", migration),
                connection("target", migration),
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Instant.now().plusSeconds(600));
    }

    /** With all that the topics tell: which files there are, and their hashes. */
    private Command forgedImport(AgolaRun run) throws Exception {
        String convert = run.id() + "/convert-runservice/transform/000000";
        Outcome.Done converted = kafka.read(List.of(Topics.RESULTS)).stream()
                .map(message -> {
                    try {
                        return Messages.decode(message.value(), Result.class);
                    } catch (UnknownMessageException e) {
                        return null;
                    }
                })
                .filter(result -> result != null && result.batch().toString().equals(convert))
                .map(Result::outcome)
                .filter(Outcome.Done.class::isInstance)
                .map(Outcome.Done.class::cast)
                .findFirst()
                .orElseThrow();
        String sha256 = String.valueOf(converted.facts().get("sha256"));
        return new Command(
                Command.VERSION,
                new BatchId(run.id(), "import-runservice", Phase.LOAD, 0),
                "a > b",
                1,
                "import",
                null,
                null,
                connection("target", run.migration()),
                Map.of("converted", new Input("executions/" + convert + "/manifest.json", "converted")),
                JsonNodeFactory.instance.objectNode().put("service", "runservice"),
                Instant.now().plusSeconds(600),
                Side.TARGET,
                new Permit(
                        "the real operator",
                        "forged",
                        Instant.now().plusSeconds(600),
                        Map.of("converted", sha256),
                        Instant.now(),
                        null),
                "agola-v07-to-later",
                0);
    }

    private static ConnectionRef connection(String name, ObjectNode migration) {
        ObjectNode side = (ObjectNode) migration.path(name);
        Map<String, String> secrets = side.has("secrets")
                ? Map.of("token", side.path("secrets").path("token").asText())
                : Map.of();
        return new ConnectionRef(name, side.path("connector").asText(), (ObjectNode) side.path("settings"), secrets, 4);
    }

    private void send(Message message) {
        kafka.send(Topics.of(message), 0, Topics.key(message), Messages.encode(message));
    }

    /** As one could who has the installation's key; or as a copy of what was signed once comes again. */
    private ProducerRecord<byte[], byte[]> signed(String topic, String key, Message message) {
        return installation.signed(topic, key, Messages.encode(message));
    }

    private void awaitDead(Message message, String reason) {
        String text = Messages.encode(message);
        await("dead letter: " + reason).atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        kafka.read(List.of(Topics.DEAD_LETTERS)))
                .filteredOn(letter -> text.equals(new String(letter.value(), StandardCharsets.UTF_8)))
                .extracting(letter ->
                        new String(letter.headers().lastHeader("drover.reason").value(), StandardCharsets.UTF_8))
                .anyMatch(said -> said.contains(reason)));
    }
}
