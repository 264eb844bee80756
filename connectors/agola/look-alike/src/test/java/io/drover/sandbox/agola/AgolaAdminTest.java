package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgolaAdminTest {

    private static AgolaSandbox sandbox;
    private static Asker asker;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        sandbox = AgolaSandbox.start(AgolaOptions.quick().target(Pair.REAL_CONVERTED));
        asker = new Asker();
        client = HttpClient.newHttpClient();
    }

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        client.shutdownNow();
        asker.close();
        sandbox.close();
    }

    private static HttpResponse<String> admin(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(sandbox.adminUrl() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void the_statistics_show_addresses_contents_and_requests() throws IOException, InterruptedException {
        asker.maintenance(sandbox.targetRunservice(), true);
        asker.importing(sandbox.targetRunservice(), new byte[0]);
        JsonNode all = json(admin("GET", "/stats", ""));
        assertThat(all.properties())
                .extracting(java.util.Map.Entry::getKey)
                .startsWith("source-runservice", "source-configstore", "target-runservice", "target-configstore");
        JsonNode target = all.path("target-runservice");
        assertThat(target.path("url").asText())
                .isEqualTo(sandbox.targetRunservice().url());
        assertThat(target.path("maintenance").path("current").asBoolean()).isTrue();
        assertThat(target.path("imports")).hasSize(1);
        assertThat(target.path("imports").path(0).path("status").asInt()).isEqualTo(200);
        assertThat(target.path("requests").path("POST /api/v1alpha/import").asInt())
                .isOne();
        assertThat(target.path("content").path("bytes").asInt()).isZero();
        JsonNode source = all.path("source-runservice");
        assertThat(source.path("version").asText()).isEqualTo("v0.7.1");
        assertThat(source.path("content").path("objects").path("run").asInt()).isEqualTo(6);
        assertThat(source.path("content").path("sha256").asText()).hasSize(64);
    }

    @Test
    void faults_are_set_by_what_get_shows_or_a_part_of_it() throws IOException, InterruptedException {
        JsonNode faults = json(
                admin(
                        "POST",
                        "/faults",
                        "{\"source-runservice\":{\"exportAborted\":{\"at\":5000,\"times\":1}},\"target-configstore\":{\"refusing\":true}}"));
        assertThat(faults.path("source-runservice")
                        .path("exportAborted")
                        .path("at")
                        .asInt())
                .isEqualTo(5000);
        assertThat(asker.refused(sandbox.targetConfigstore())).isTrue();
        JsonNode shown = json(admin("GET", "/faults", ""));
        assertThat(json(admin("POST", "/faults", shown.toString()))).isEqualTo(shown);
        assertThat(admin("POST", "/faults", "{\"target-configstore\":{\"refusing\":false}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(asker.refused(sandbox.targetConfigstore())).isFalse();
    }

    @Test
    void what_is_wrong_is_named_and_changes_nothing() throws IOException, InterruptedException {
        assertThat(admin("POST", "/faults", "{\"source-runservice\":{\"exportEmpty\":true,\"meteor\":true}}")
                        .body())
                .contains("meteor", "exportEmpty");
        assertThat(sandbox.sourceRunservice().faults().on(AgolaFault.EXPORT_EMPTY))
                .isFalse();
        assertThat(admin("POST", "/faults", "{\"gateway\":{}}").statusCode()).isEqualTo(404);
        assertThat(admin("POST", "/faults", "[]").statusCode()).isEqualTo(400);
        assertThat(admin("POST", "/faults", "{").statusCode()).isEqualTo(400);
        assertThat(admin("POST", "/faults", "{\"source-runservice\":{\"exportCut\":{\"ta\":1}}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin("POST", "/faults", "{\"source-runservice\":{\"refusing\":{\"times\":1}}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin("GET", "/weather", "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_log_has_every_request() throws IOException, InterruptedException {
        asker.get(sandbox.targetConfigstore(), "/users?limit=1");
        JsonNode log = json(admin("GET", "/services/target-configstore/log", ""));
        assertThat(log).hasSize(1);
        assertThat(log.path(0).path("path").asText()).isEqualTo("/api/v1alpha/users?limit=1");
    }

    @Test
    void a_replica_can_be_added() throws IOException, InterruptedException {
        HttpResponse<String> added = admin("POST", "/services/target-configstore/replicas", "");
        assertThat(added.statusCode()).isEqualTo(201);
        AgolaServer replica = sandbox.server(json(added).path("name").asText()).orElseThrow();
        assertThat(replica.url()).isEqualTo(json(added).path("url").asText());
        assertThat(asker.export(replica)).isEqualTo(sandbox.targetConfigstore().export());
        replica.faults().set(AgolaFault.REFUSING);
    }

    @Test
    void a_reset_answers_when_it_is_done() throws IOException, InterruptedException {
        sandbox.sourceRunservice().faults().set(AgolaFault.REFUSING);
        assertThat(admin("POST", "/reset", "").statusCode()).isEqualTo(204);
        assertThat(asker.refused(sandbox.sourceRunservice())).isFalse();
    }
}
