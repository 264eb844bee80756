package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.failpoint.Failpoint;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Guards and records in one execution: what was reset is loaded whole, whatever happens, and each consent is its own. */
final class GuardedCells {

    private static final String AFTER_RESET = "records after a reset";
    private static final String TWO_CONSENTS = "two consents";
    private static final int SOME = 30;

    private GuardedCells() {}

    static List<Cell> all() {
        return List.of(
                killed(Failpoint.MID_BATCH, "kill -9 in the middle of a batch"),
                killed(Failpoint.EFFECT_DONE, "kill -9 when it is done but not recorded")
                        .always(),
                failing(),
                resumed().always(),
                expired(),
                late());
    }

    private static Cell killed(Failpoint point, String place) {
        return Cell.guarded(AFTER_RESET, place, trial -> {
            Traps.Armed trap = trial.arm(
                    point, Traps.Action.HALT, KillCells.passage(Program.LOADER, point), "testcases/load/000002");
            trial.begin();
            KillCells.awaitDeathAndRestart(trial, Program.STANDALONE, trap);
            trial.mayRedo(4); // one process does the work of all
        });
    }

    private static Cell failing() {
        return Cell.guarded(AFTER_RESET, "the target answers 503 to all creations for some time", trial -> {
            trial.sandbox().faults().set(Fault.HTML_503, Rule.percent(100).on("test-cases"));
            trial.begin();
            await("a batch that failed")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> trial.journal().count("attempt.failed") > 0);
            assertThat(trial.api().execution(trial.execution()).state()).isEqualTo("RUNNING");
            long refused = trial.sandbox().faults().fired(Fault.HTML_503);
            trial.sandbox().faults().set(Fault.HTML_503, Rule.NEVER);
            trial.fired(refused);
            assertThat(trial.awaitEnd().state()).isEqualTo("SUCCESS");
            assertThat(trial.audited("execution.held")).isZero();
        });
    }

    private static Cell resumed() {
        return Cell.guarded(AFTER_RESET, "held by an action beside them, and resumed", trial -> {
            trial.control().answer("seal", 500);
            trial.control().hold("seal");
            trial.comeTo(SOME);
            trial.control().letGo("seal");
            await("the refusal of seal")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> trial.audited("execution.held") > 0);
            trial.control().answer("seal", 200);
            trial.fired(1);
            assertThat(trial.awaitEnd().state()).isEqualTo("SUCCESS");
            assertThat(trial.audited("execution.resumed")).isPositive();
        });
    }

    private static Cell expired() {
        return Cell.guarded(
                TWO_CONSENTS, "the second expires before its step begins, and is asked for again", trial -> {
                    trial.keepFrom(GuardedTrial.LOOK);
                    trial.begin();
                    trial.until(now -> now.json().path("waitingFor").asText().equals(GuardedTrial.LOOK));
                    await("the end of the second consent")
                            .atMost(Duration.ofSeconds(90))
                            .pollInterval(Duration.ofMillis(500))
                            .until(() -> trial.api()
                                            .execution(trial.execution())
                                            .json()
                                            .at("/consents/consent-clean-up/expiresAt")
                                            .asText()
                                            .compareTo(Instant.now().toString())
                                    < 0);
                    trial.keepFrom("");
                    trial.fired(1);
                    assertThat(trial.awaitEnd().state()).isEqualTo("SUCCESS");
                    assertThat(trial.audited("consent.expired")).isEqualTo(1);
                    assertThat(trial.audited("consent.given")).isEqualTo(3);
                });
    }

    /** What the second was for is held, and its consent alone is given again. */
    private static Cell late() {
        return Cell.guarded(TWO_CONSENTS, "kill -9 before the second step's deed", trial -> {
            Traps.Armed trap = trial.arm(Failpoint.BATCH_TAKEN, Traps.Action.HALT, 1, "clean-up/load");
            trial.begin();
            KillCells.awaitDeathAndRestart(trial, Program.STANDALONE, trap);
        });
    }
}
