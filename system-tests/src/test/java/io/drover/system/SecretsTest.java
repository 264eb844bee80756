package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Topics;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Secrets are found nowhere but where they belong, and the search that says so finds what is there. */
class SecretsTest {

    private final Map<String, String> canaries = new HashMap<>();

    @Test
    void no_secret_leaves_the_secret_store() throws Exception {
        Installation installation = Installation.shared();
        Api api = installation.api();
        String marker = "marker-" + UUID.randomUUID();
        try (RunningSandbox sandbox = sandbox()) {
            ObjectNode migration = Migrations.define(api, sandbox, marker, Migrations.GENERATED);

            String wrongZephyr = jwt(canary("wrong Zephyr token"));
            api.secretOf(migration.path("source"), "wrong.zephyr", wrongZephyr);
            api.secretOf(migration.path("target"), "wrong.qtest", canary("wrong qTest token"));
            ObjectNode refused = migration.deepCopy();
            refused.withObject("/source/secrets").put("token", "wrong.zephyr");
            refused.withObject("/target/secrets").put("token", "wrong.qtest");
            assertThat(api.run(refused).failureCode()).isEqualTo("TOKEN_REFUSED");

            ObjectNode byPassword = migration.deepCopy().put("recipe", "connection-check");
            api.secretOf(migration.path("target"), "qtest.password", sandboxPassword());
            byPassword
                    .withObject("/target/settings")
                    .put("username", QTestOptions.USER)
                    .put("site", "sandbox");
            byPassword.withObject("/target").putObject("secrets").put("password", "qtest.password");
            assertThat(api.run(byPassword).state()).isEqualTo("SUCCESS");

            sandbox.faults().set(Fault.SERVER_ERROR, Rule.percent(5));
            Execution moved = api.run(migration);
            assertThat(moved.books("testcases").loaded()).as(moved.toString()).isEqualTo(50);
        }
        canaries.put("API token", installation.apiToken());
        canaries.put("database password", installation.servers().postgresPassword());
        canaries.put("password of the services", setting(installation, "DROVER_DATABASE_PASSWORD"));
        canaries.put("password of the owner", setting(installation, "DROVER_SCHEMA_OWNER_PASSWORD"));
        canaries.put(
                "Kafka's password",
                setting(installation, "KAFKA_SASL_JAAS_CONFIG").replaceAll(".*password=\"(.*)\";", "$1"));
        canaries.put(
                "key",
                Files.readString(Path.of(setting(installation, "DROVER_SECRETS_KEY_FILE")))
                        .strip());
        misuse(api);

        plant(installation, marker);
        assertThat(SecretSearch.everywhere(installation, Map.of("marker", marker)))
                .extracting(SecretSearch.Hit::place)
                .as("the search finds what is there, in each kind of place")
                .contains(SecretSearch.Place.values());

        assertThat(SecretSearch.everywhere(installation, canaries)).isEmpty();
    }

    private RunningSandbox sandbox() {
        return RunningSandbox.start(
                ZephyrOptions.generated(50, 13).token(jwt(canary("Zephyr token"))),
                QTestOptions.usual().token(canary("qTest token")).password(canary("qTest password")));
    }

    private String sandboxPassword() {
        return canaries.getOrDefault("qTest password", "");
    }

    /** A text that is nowhere else. */
    private String canary(String name) {
        String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        canaries.put(name, canary);
        return canary;
    }

    /** In the form of the Zephyr tokens, of which the payload is what a canary is looked for by, as it is sent. */
    private String jwt(String canary) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String head = base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String payload = base64.encodeToString(("{\"sub\":\"" + canary + "\"}").getBytes(StandardCharsets.UTF_8));
        canaries.put("payload of " + canary, payload);
        return head + "." + payload + ".c2lnbmF0dXJl";
    }

    /** Secrets in places where users put them by mistake: the answer does not repeat them. */
    private void misuse(Api api) {
        Api.Answer notJson = api.post("/migrations", "{\"name\": " + canary("token in a body that is no JSON") + "}");
        Api.Answer unknown = api.post("/migrations", "{\"token\": \"" + canary("token in an unknown field") + "\"}");
        assertThat(List.of(notJson.status(), unknown.status())).containsOnly(400);
        canaries.values()
                .forEach(canary -> assertThat(notJson.text() + unknown.text()).doesNotContain(canary));
    }

    /** What the marker migration did not leave by itself. */
    private static void plant(Installation installation, String marker) throws IOException, SQLException {
        Files.writeString(installation.logs().resolve("planted.log"), marker);
        Kafka kafka = new Kafka(installation.servers().kafkaSettings());
        byte[] bytes = Kafka.bytes(marker);
        byte[] other = Kafka.bytes("planted");
        kafka.send(new ProducerRecord<>(Topics.EVENTS, 0, bytes, other));
        ProducerRecord<byte[], byte[]> withHeader = new ProducerRecord<>(Topics.EVENTS, 0, other, other);
        withHeader.headers().add("planted", bytes);
        kafka.send(withHeader);
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into drover.secret (name, sealed) values ('planted', '" + marker + "'::bytea)");
        }
    }

    private static String setting(Installation installation, String name) {
        return installation.settings().getOrDefault(name, "");
    }
}
