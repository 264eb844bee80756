package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.drover.contracts.failpoint.Failpoint;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The Agola path, with Drover dead at a named moment of a step, as by {@code kill -9}: it ends well with every import done once,
 * or it is held and a person resumes. With {@code -Ddrover.faults=all} every moment of a step of each phase.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AgolaFailpointsTest {

    private static final List<Failpoint> MOMENTS = List.of(
            Failpoint.COMMAND_RECEIVED,
            Failpoint.BATCH_TAKEN,
            Failpoint.MID_BATCH,
            Failpoint.EFFECT_DONE,
            Failpoint.MANIFEST_WRITTEN,
            Failpoint.RESULT_SENT);
    private static final List<String> STEPS = List.of(
            "export-configstore", "convert-runservice", "archive-backup", "import-configstore", "verify-configstore");
    private static final Set<String> ALWAYS = Set.of(
            "export-configstore at RESULT_SENT",
            "archive-backup at EFFECT_DONE",
            "import-configstore at BATCH_TAKEN",
            "import-configstore at EFFECT_DONE",
            "import-configstore at MANIFEST_WRITTEN");

    private Installation installation;
    private Traps traps;

    @BeforeAll
    void start() throws IOException {
        traps = new Traps(Program.file("system-tests/target/agola-traps"));
        installation = Installation.ofOneProcess(
                "agola-failpoints",
                Map.of(
                        "DROVER_CLAIM_LEASE",
                        "PT4S",
                        "DROVER_FAILPOINTS",
                        traps.directory().toString()));
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    @TestFactory
    Stream<DynamicTest> dead() {
        List<DynamicTest> cells = new ArrayList<>();
        for (String step : STEPS) {
            for (Failpoint moment : MOMENTS) {
                String name = step + " at " + moment;
                if (moment == Failpoint.MID_BATCH && step.equals("archive-backup")) {
                    continue; // it neither reads lines nor sends requests
                }
                if (ALWAYS.contains(name)
                        || System.getProperty("drover.faults", "").equals("all")) {
                    cells.add(dynamicTest(name, () -> play(step, moment)));
                }
            }
        }
        return cells.stream();
    }

    private void play(String step, Failpoint moment) throws Exception {
        traps.clear();
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick())) {
            String name = "agola-" + step + "-"
                    + moment.name().toLowerCase(Locale.ROOT).replace('_', '-');
            AgolaRun run = new AgolaRun(installation.api(), sandbox, name);
            Traps.Armed trap = traps.arm(moment, Traps.Action.HALT, 1, "/" + step + "/");
            run.begin().untilDead(step);
            assertThat(trap.awaitFired().place()).contains(step);
            installation.service(Program.STANDALONE).awaitDeath();

            installation.service(Program.STANDALONE).restart();
            Execution end = run.toTheEnd();

            if (end.state().equals("HELD")) {
                assertThat(run.imports())
                        .as("nothing is imported again by itself")
                        .isLessThanOrEqualTo(2);
                run.assertClosed();
                assertThat(run.resume("bea", run.asked()).status()).isEqualTo(202);
                end = run.toTheEnd();
            } else {
                assertThat(run.imports()).isEqualTo(2);
            }
            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            run.assertMoved();
            AuditChain.assertHolds(installation.api(), end);
        }
    }
}
