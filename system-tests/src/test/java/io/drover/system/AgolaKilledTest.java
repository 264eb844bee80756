package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole of Drover dies at every state of the Agola path, and comes back. */
@TestInstance(Lifecycle.PER_CLASS)
class AgolaKilledTest {

    private Installation installation;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.ofOneProcess("agola-killed", Map.of("DROVER_CLAIM_LEASE", "PT4S"));
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    /** With {@code -Ddrover.faults=all} every step, else a choice that every build can afford. */
    static Stream<String> stepsBefore() {
        return chosen(
                List.of("export-configstore", "hold-configstore", "consent"),
                "check-source",
                "preflight-source",
                "accept-losses",
                "convert-runservice",
                "start-target",
                "backup-runservice",
                "archive-backup");
    }

    static Stream<String> stepsPast() {
        return chosen(List.of("verify-configstore", "start-others"), "open-runservice", "open-configstore");
    }

    private static Stream<String> chosen(List<String> always, String... more) {
        boolean all = System.getProperty("drover.faults", "").equals("all");
        return Stream.concat(always.stream(), all ? Stream.of(more) : Stream.empty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsBefore")
    void killed_before_the_point_of_no_return_it_goes_on_by_itself_and_imports_once(String step) throws Exception {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick())) {
            AgolaRun run = new AgolaRun(installation.api(), sandbox, "killed-at-" + step)
                    .begin()
                    .until(step);

            killAndRestart();
            assertThat(run.imports()).isZero();
            Execution end = run.toTheEnd();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(run.imports()).isEqualTo(2);
            run.assertMoved();
            Audits.assertHolds(installation.api(), end);
        }
    }

    @Test
    void killed_in_the_middle_of_the_first_import_it_is_held_and_nothing_is_tried_again() throws Exception {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick())) {
            killedDuringImport(sandbox, sandbox.targetRunservice(), "import-runservice");
        }
    }

    @Test
    void killed_in_the_middle_of_the_second_import_it_is_held_and_nothing_is_tried_again() throws Exception {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick())) {
            killedDuringImport(sandbox, sandbox.targetConfigstore(), "import-configstore");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stepsPast")
    void killed_past_the_imports_it_never_imports_again_by_itself(String step) throws Exception {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick())) {
            AgolaRun run = new AgolaRun(installation.api(), sandbox, "killed-at-" + step)
                    .begin()
                    .until(step);

            killAndRestart();
            Execution end = run.toTheEnd();

            assertThat(run.imports()).as(end.toString()).isEqualTo(2);
            assertThat(end.state()).as(end.toString()).isIn("SUCCESS", "HELD");
            if (end.state().equals("SUCCESS")) {
                run.assertMoved();
            }
        }
    }

    private void killedDuringImport(AgolaSandbox sandbox, AgolaServer server, String step) throws Exception {
        AgolaRun run = new AgolaRun(installation.api(), sandbox, "killed-in-" + step);
        AgolaRun.stall(server);
        run.begin().until(step);
        AgolaRun.awaitImport(server);

        killAndRestart();
        server.faults().lift(AgolaFault.IMPORT_STALLS);
        Execution held = run.toTheEnd();

        assertThat(held.state()).as(held.toString()).isEqualTo("HELD");
        assertThat(server.imports()).as("imports").hasSize(1);
        run.assertClosed();

        JsonNode asked = run.asked();
        assertThat(run.resume(asked).status()).isEqualTo(202);
        Execution end = run.toTheEnd();
        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(server.imports()).hasSize(2);
        run.assertMoved();
    }

    private void killAndRestart() throws Exception {
        Service drover = installation.service(Program.STANDALONE);
        drover.kill9();
        drover.restart();
    }
}
