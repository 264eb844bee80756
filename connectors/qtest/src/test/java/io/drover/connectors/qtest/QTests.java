package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.http.AddressGuard;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.spi.Connection;
import io.drover.spi.Meter;
import io.drover.spi.Target;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Connections to a sandbox, and what the sandbox holds, asked past the connector. */
final class QTests {

    static final List<TargetField> FIELDS = List.of(
            field("Zephyr Key", Type.TEXT),
            field("Labels", Type.MULTI_CHOICE, "api", "smoke", "slow"),
            field("Reviewed On", Type.DATE),
            field("Reviewed At", Type.DATE_TIME),
            field("Automated", Type.CHECKBOX),
            field("Minutes", Type.NUMBER),
            field("Notes", Type.RICH_TEXT),
            field("Team", Type.CHOICE, "Blue", "Red"));

    private QTests() {}

    static TargetField field(String label, Type type, String... values) {
        return new TargetField(TargetCase.TYPE, label, type, List.of(values), false, false, 0);
    }

    /** Settings with waits that suit a test. */
    static ObjectNode settings(String baseUrl) {
        AddressGuard.setProcessDefault(AddressGuard.of("127.0.0.0/8"));
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("baseUrl", baseUrl).put("projectId", 1);
        settings.putObject("http")
                .put("firstBackoffMs", 5)
                .put("longestBackoffMs", 50)
                .put("patienceMs", 5000)
                .put("responseTimeoutMs", 5000);
        return settings;
    }

    /** Settings that give up soon. */
    static ObjectNode hasty(String baseUrl) {
        ObjectNode settings = settings(baseUrl);
        settings.withObjectProperty("http").put("patienceMs", 100);
        return settings;
    }

    static Connection connection(ObjectNode settings) {
        return connection(settings, QTestOptions.TOKEN);
    }

    static Connection connection(ObjectNode settings, String secret) {
        return new Connection("qtest", settings, name -> secret, 16, Meter.NONE);
    }

    /** From a source that its records tell of. */
    static Connection connection(RunningSandbox sandbox, String source) {
        return new Connection(
                "qtest",
                settings(QTestLookAlike.in(sandbox).url()),
                name -> QTestOptions.TOKEN,
                16,
                source,
                Meter.NONE);
    }

    static Connection connection(RunningSandbox sandbox) {
        return connection(settings(QTestLookAlike.in(sandbox).url()));
    }

    static Target open(Connection connection) {
        return new QTestConnector().openTarget(connection);
    }

    static void prepare(RunningSandbox sandbox) {
        try (Target target = open(connection(sandbox))) {
            if (!target.prepare(FIELDS).findings().isEmpty()) {
                throw new IllegalStateException("the sandbox did not take the fields");
            }
        }
    }

    /** How many test cases of that origin the sandbox has. */
    static long stored(RunningSandbox sandbox, String originId) {
        return QTestLookAlike.in(sandbox).edits().cases().stream()
                .filter(c -> c.path("key").asText().equals(originId))
                .count();
    }

    static JsonNode send(RunningSandbox sandbox, String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(QTestLookAlike.in(sandbox).url() + "/api/v3/projects/1" + path))
                .header("Authorization", "bearer " + QTestLookAlike.in(sandbox).token())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
