package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import java.io.UncheckedIOException;
import java.time.Duration;

/** An execution of the Agola path, with a person at hand who does what they are asked. */
final class AgolaRun {

    /** Whose token it is by which all of it is asked. */
    static final String PERSON = "administrator";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Api api;
    private final AgolaSandbox sandbox;
    private final ObjectNode migration;
    private volatile String id = "";

    AgolaRun(Api api, AgolaSandbox sandbox, String name) {
        this.api = api;
        this.sandbox = sandbox;
        api.secret(name + ".archive", "correct horse battery staple " + name, "archive");
        migration = definition(name, "", "");
        side("source", sandbox.sourceRunservice(), sandbox.sourceConfigstore());
        side("target", sandbox.targetRunservice(), sandbox.targetConfigstore());
    }

    /** Of the whole path, with these services on both sides. */
    static ObjectNode definition(String name, String runservice, String configstore) {
        ObjectNode migration = JsonNodeFactory.instance.objectNode();
        migration.put("name", name).put("recipe", "agola-v07-to-later");
        side(migration, "source", runservice, configstore);
        side(migration, "target", runservice, configstore);
        migration.putObject("archive").put("password", name + ".archive");
        return migration;
    }

    private void side(String side, AgolaServer runservice, AgolaServer configstore) {
        side(migration, side, runservice.url(), configstore.url());
    }

    private static void side(ObjectNode migration, String side, String runservice, String configstore) {
        migration
                .putObject(side)
                .put("connector", "agola")
                .putObject("settings")
                .put("runservice", runservice)
                .put("configstore", configstore);
    }

    ObjectNode migration() {
        return migration;
    }

    String name() {
        return migration.path("name").asText();
    }

    String id() {
        return id;
    }

    AgolaRun begin() {
        Api.Answer defined = api.define(migration);
        assertThat(defined.status()).as(defined.text()).isIn(200, 201);
        id = api.begin(name());
        return this;
    }

    /** The execution is that one, which somebody else began. */
    void goOn(String execution) {
        id = execution;
    }

    Execution execution() {
        return api.execution(id);
    }

    String state(String step) {
        return execution().step(step).path("state").asText();
    }

    /** The person does everything that is asked until {@code step} runs, waits for them, or has ended. */
    AgolaRun until(String step) {
        await("step " + step + " of execution " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    Execution now = execution();
                    String state = now.step(step).path("state").asText();
                    if (state.equals("PENDING") && now.state().equals("RUNNING")) {
                        act(now);
                        return false;
                    }
                    return true;
                });
        assertThat(state(step)).as(execution().toString()).isNotEqualTo("PENDING");
        return this;
    }

    /** The same, until {@code step} has begun or nobody answers any more. */
    void untilDead(String step) {
        await("step " + step + " of execution " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    try {
                        Execution now = execution();
                        act(now);
                        return !now.step(step).path("state").asText().equals("PENDING");
                    } catch (UncheckedIOException e) {
                        return true;
                    }
                });
    }

    /** The person does everything that is asked, until it has ended or is held. */
    Execution toTheEnd() {
        return await("the end of execution " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            Execution now = execution();
                            act(now);
                            return now;
                        },
                        now -> !now.state().equals("RUNNING"));
    }

    /** The person ends what still goes on or is held. */
    void end() {
        if (id.isEmpty()) {
            return;
        }
        if (api.post("/executions/" + id + "/stop", "").status() == 409) {
            toTheEnd(); // past the point of no return
        }
        if (execution().state().equals("HELD")) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("reason", "seen enough");
            api.post("/executions/" + id + "/abandon", body.toString());
        }
        api.awaitEnd(id);
    }

    /** The person does what is asked at the moment, if anything is. */
    void act(Execution now) {
        String waits = now.json().path("waitingFor").asText("");
        if (waits.equals("consent")) {
            consent();
        } else if (!waits.isEmpty()) {
            confirm(waits);
        }
    }

    Api.Answer confirm(String step) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("seen", "done: " + step);
        return api.post("/executions/" + id + "/steps/" + step + "/confirm", body.toString());
    }

    JsonNode asked() {
        Api.Answer asked = api.get("/executions/" + id + "/consent");
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        return asked.json();
    }

    Api.Answer consent() {
        return consent(asked());
    }

    Api.Answer consent(JsonNode asked) {
        return api.post("/executions/" + id + "/consent", typed(asked).toString());
    }

    Api.Answer resume(JsonNode asked) {
        return api.post(
                "/executions/" + id + "/resume",
                typed(asked).put("reason", "mended").toString());
    }

    /** What a person sends who read what is asked and typed the phrase. */
    static ObjectNode typed(JsonNode asked) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("challenge", asked.path("challenge").asText());
        return body.put("typed", asked.path("phrase").asText());
    }

    /** How often an import reached either new service. */
    long imports() {
        return (long) sandbox.targetRunservice().imports().size()
                + sandbox.targetConfigstore().imports().size();
    }

    /** Both new services are where the migration puts them: full, open, and read back as imported. */
    void assertMoved() {
        assertThat(sandbox.targetRunservice().content().objects())
                .containsEntry("Run", 6)
                .containsEntry("RunConfig", 6)
                .containsEntry("RunCounter", 3);
        assertThat(sandbox.targetConfigstore().content().objects()).containsEntry("User", 4);
        assertOpen();
    }

    void assertOpen() {
        for (AgolaServer server : new AgolaServer[] {sandbox.targetRunservice(), sandbox.targetConfigstore()}) {
            assertThat(server.maintenanceRequested()).as(server.name()).isFalse();
            assertThat(server.maintenanceInEffect()).as(server.name()).isFalse();
        }
    }

    /** Nobody gets in: not a fact that a green light would hide. */
    void assertClosed() {
        assertThat(sandbox.targetRunservice().maintenanceInEffect()).isTrue();
        assertThat(sandbox.targetConfigstore().maintenanceInEffect()).isTrue();
    }

    static void stall(AgolaServer server) {
        server.faults().set(AgolaFault.IMPORT_STALLS);
    }

    static void awaitImport(AgolaServer server) {
        await("an import at " + server.name())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> server.faults().fired(AgolaFault.IMPORT_STALLS) > 0);
    }
}
