package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An irreversible action that is not done when it answers is asked again by whichever coordinator there is, and begun once. */
@TestInstance(Lifecycle.PER_CLASS)
class AskedAgainTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BEGIN = "clean-up";
    private static final String ASK = "clean-up-progress";

    private Installation installation;
    private Api api;

    @BeforeAll
    void start() throws IOException {
        Path plugins = PluginJar.in(Program.file("system-tests/target/plugins"));
        installation = Installation.ofSixProcesses("asked-again", Map.of("DROVER_PLUGINS", plugins.toString()));
        api = installation.api();
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    @Test
    void it_answers_twice_that_it_is_not_done_the_coordinator_is_killed_between_and_it_is_begun_once()
            throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(20, 7);
                Control control = new Control()) {
            control.answer(BEGIN, 202);
            control.answer(ASK, 202);
            String id = begin(sandbox, control);
            consent(id, "consent-reset");
            consent(id, "consent-clean-up");
            until(id, now -> now.step("look").path("state").asText().equals("WAITING"));
            api.post("/executions/" + id + "/steps/look/confirm", "{\"seen\":\"all of it\"}");

            until(id, now -> now.step(BEGIN).path("reason").asText().startsWith("Not yet: "));
            installation.service(Program.COORDINATOR).kill9();
            assertThat(control.asked(ASK)).as("before it was killed").isZero();
            installation.service(Program.COORDINATOR).restart();
            JsonNode waits = api.execution(id).step(BEGIN);
            assertThat(waits.path("state").asText()).isEqualTo("RUNNING");
            assertThat(waits.path("reason").asText()).isEqualTo("Not yet: 5 are left over");
            await("two answers that it is not done").atMost(PATIENCE).until(() -> control.asked(ASK) >= 2);
            control.answer(ASK, 200);
            Execution end = api.awaitEnd(id);

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(control.asked(BEGIN)).isEqualTo(1);
            assertThat(control.asked(ASK)).isGreaterThanOrEqualTo(2);
            assertThat(end.step(BEGIN).path("reason").asText()).startsWith("it was asked again ");
            assertThat(end.step(BEGIN).at("/facts/job").asText()).isEqualTo(BEGIN);
            Audits.assertHolds(api, end);
        }
    }

    private String begin(RunningSandbox sandbox, Control control) {
        ObjectNode migration = PluginJar.migration(api, sandbox, control, "asked-again");
        Api.Answer defined = api.define(migration);
        assertThat(defined.status()).as(defined.text()).isEqualTo(201);
        return api.begin("asked-again");
    }

    private void until(String id, Predicate<Execution> reached) {
        await("execution " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.execution(id), reached);
    }

    private void consent(String id, String step) {
        until(id, now -> now.step(step).path("state").asText().equals("WAITING"));
        JsonNode asked = api.get("/executions/" + id + "/consent").json();
        Api.Answer given =
                api.post("/executions/" + id + "/consent", AgolaRun.typed(asked).toString());
        assertThat(given.status()).as(given.text()).isEqualTo(204);
    }
}
