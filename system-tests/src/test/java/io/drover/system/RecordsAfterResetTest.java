package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** A target is reset, records take its place, and a second job follows: guards and records in one execution, with faults. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class) // the consent of the one that waits ends while the other runs
class RecordsAfterResetTest {

    private static final int CASES = 600;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Installation installation;
    private Api api;
    private RunningSandbox patient;
    private Control ofPatient;
    private String waits;

    @BeforeAll
    void start() throws Exception {
        Path plugins = PluginJar.in(Program.file("system-tests/target/plugins"));
        installation = Installation.ofOneProcess(
                "guards", Map.of("DROVER_PLUGINS", plugins.toString(), "DROVER_CLAIM_LEASE", "PT4S"));
        api = installation.api();
        patient = sandbox();
        ofPatient = new Control();
        waits = begin(patient, ofPatient, "patient");
        consent(waits, "consent-reset");
        JsonNode second = consent(waits, "consent-clean-up");
        assertThat(second.path("phrase").asText()).startsWith("remove 5 objects after consent-clean-up");
        until(waits, now -> now.step("look").path("state").asText().equals("WAITING"));
    }

    @AfterAll
    void stop() throws Exception {
        ofPatient.close();
        patient.close();
        installation.close();
    }

    @Test
    @Order(1)
    void a_503_a_kill_and_a_resume_lose_no_record_and_reset_nothing_twice() throws Exception {
        try (RunningSandbox sandbox = sandbox();
                Control control = new Control()) {
            control.answer("seal", 500);
            control.hold("seal");
            sandbox.faults().set(Fault.HTML_503, Rule.percent(100).on("test-cases"));
            String id = begin(sandbox, control, "faulty");
            consent(id, "consent-reset");
            awaitLog(id, "\"what\":\"attempt.failed\",\"step\":\"testcases\"");
            assertThat(api.execution(id).state()).isEqualTo("RUNNING");
            sandbox.faults().set(Fault.HTML_503, Rule.NEVER);
            await("some cases")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> QTestLookAlike.in(sandbox).counts().testCases() > CASES / 8);
            control.letGo("seal");
            until(id, now -> now.state().equals("HELD"));
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isLessThan(CASES);

            installation.service(Program.STANDALONE).kill9();
            installation.service(Program.STANDALONE).restart();
            control.answer("seal", 200);
            resume(id);
            consent(id, "consent-clean-up");
            until(id, now -> now.step("look").path("state").asText().equals("WAITING"));
            confirm(id);
            Execution end = api.awaitEnd(id);

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(end.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
            assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
            assertThat(control.asked("reset")).isEqualTo(1);
            assertThat(control.asked("clean-up")).isEqualTo(1);
            Audits.assertHolds(api, end);
        }
    }

    @Test
    @Order(2)
    void the_second_of_two_consents_expires_and_is_asked_for_again() {
        await("the end of the second consent")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> api.execution(waits)
                                .json()
                                .at("/consents/consent-clean-up/expiresAt")
                                .asText()
                                .compareTo(Instant.now().toString())
                        < 0);

        confirm(waits);
        until(waits, now -> now.json().path("waitingFor").asText().equals("consent-clean-up"));
        assertThat(ofPatient.asked("clean-up")).isZero();
        assertThat(api.execution(waits).step("reset").path("state").asText()).isEqualTo("SUCCESS");
        consent(waits, "consent-clean-up");
        Execution end = api.awaitEnd(waits);

        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(ofPatient.asked("clean-up")).isEqualTo(1);
        assertThat(ofPatient.asked("reset")).isEqualTo(1);
    }

    private static RunningSandbox sandbox() {
        return Sandboxes.generated(CASES, 7, 20);
    }

    private String begin(RunningSandbox sandbox, Control control, String name) {
        ObjectNode migration = PluginJar.migration(api, sandbox, control, name);
        migration.putObject("options").put("batchSize", 50).put("concurrency", 8);
        Api.Answer defined = api.define(migration);
        assertThat(defined.status()).as(defined.text()).isEqualTo(201);
        return api.begin(name);
    }

    private void awaitLog(String id, String text) {
        await(text)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> api.get("/executions/" + id + "/log").text().contains(text));
    }

    private void until(String id, Predicate<Execution> reached) {
        await("execution " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.execution(id), reached);
    }

    /** @return what was asked */
    private JsonNode consent(String id, String step) {
        until(id, now -> now.step(step).path("state").asText().equals("WAITING"));
        JsonNode asked = api.get("/executions/" + id + "/consent").json();
        assertThat(asked.path("step").asText()).isEqualTo(step);
        Api.Answer given =
                api.post("/executions/" + id + "/consent", AgolaRun.typed(asked).toString());
        assertThat(given.status()).as(given.text()).isEqualTo(204);
        return asked;
    }

    private void confirm(String id) {
        Api.Answer done = api.post("/executions/" + id + "/steps/look/confirm", "{\"seen\":\"all of it\"}");
        assertThat(done.status()).as(done.text()).isEqualTo(204);
    }

    private void resume(String id) {
        JsonNode asked = api.get("/executions/" + id + "/consent").json();
        Api.Answer goesOn = api.post(
                "/executions/" + id + "/resume",
                AgolaRun.typed(asked).put("reason", "mended").toString());
        assertThat(goesOn.status()).as(goesOn.text()).isEqualTo(202);
    }
}
