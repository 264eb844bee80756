package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.failpoint.Failpoint;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.zephyr.ListingForm;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Two that do the same work at once, and lists that are not the same twice: never is a record created two times. */
final class SideBySideCells {

    private static final String TWO = "two executions";
    private static final String SHIFTING = "pages that shift";
    private static final ListingForm TEN_MORE = ListingForm.of("{\"repeatAt\":20,\"repeatRows\":10}");

    /** A worker that says nothing is waited for until its deadline, and a lease. */
    private static final Duration TIME_TO_STOP =
            Duration.ofSeconds(Trial.DEADLINE_SECONDS).plus(Trial.GRACE).plus(Rig.LEASE);

    private SideBySideCells() {}

    static List<Cell> all() {
        return List.of(stopped(), spelled(), insertion().always(), removal());
    }

    private static Cell stopped() {
        return Cell.qtest(TWO, "one is stopped while its loader stands still; it wakes beside a new one", trial -> {
            Service first = trial.service(Program.LOADER);
            try (Service second = trial.another(Program.LOADER)) {
                Traps.Armed trap =
                        trial.arm(Failpoint.MID_BATCH, Traps.Action.PAUSE, 60, KillCells.work(Program.LOADER));
                trial.begin();
                Traps.Mark mark = trap.awaitFired();
                Service frozen = first.pid() == mark.pid() ? first : second;
                frozen.freeze();
                try {
                    trap.release(); // as soon as it wakes, it goes on
                    awaitStopped(trial);
                    trial.beginAgain();
                    trial.awaitCreated(150);
                } finally {
                    frozen.thaw();
                }
                trial.endAgain();
            }
        });
    }

    private static void awaitStopped(QTestTrial trial) {
        Instant asked = Instant.now();
        String stop = "/executions/" + trial.execution() + "/stop";
        assertThat(trial.api().post(stop, "").status()).isEqualTo(202);
        await("the stop")
                .atMost(TIME_TO_STOP)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> trial.api().execution(trial.execution()).state().equals("STOPPED"));
        trial.recoveredIn(Duration.between(asked, Instant.now()));
        trial.fired(1);
    }

    private static Cell spelled() {
        return Cell.qtest(TWO, "of one system under two spellings: the later one goes on", trial -> {
            trial.comeMidway();
            String earlier = trial.execution();
            trial.spellHosts("localhost");
            trial.beginAgain();
            trial.latency(0);
            trial.fired(1);
            trial.endAgain();
            Execution end = trial.api().awaitEnd(earlier);
            assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
            assertThat(end.failureCode()).isEqualTo("ROUTE_TAKEN");
        });
    }

    /** Places from 20 on are those of ten rows before: who reads the next page sees rows again that are in another batch. */
    private static Cell insertion() {
        return Cell.qtest(SHIFTING, "ten records more at the front while the extractor is killed", trial -> {
            changing(trial, ListingForm.PLAIN, TEN_MORE);
            trial.listsTwice();
            assertThat(trial.awaitEnd().findings("LISTED_TWICE")).isPositive();
        });
    }

    /** The other way round: ten rows come to stand where a page was read already. */
    private static Cell removal() {
        return Cell.qtest(
                SHIFTING,
                "ten records less at the front while the extractor is killed, and a run afterwards goes on",
                trial -> {
                    changing(trial, TEN_MORE, ListingForm.PLAIN);
                    Execution end = trial.awaitEnd();
                    assertThat(end.state()).as(end.toString()).isEqualTo("PARTIAL");
                    assertThat(end.step("testcases").path("reason").asText()).contains("the survey saw 200 records");
                    trial.again();
                });
    }

    /** The listing is by offset, and changes when the extractor dies in the middle of a batch. */
    private static void changing(QTestTrial trial, ListingForm before, ListingForm after) throws Exception {
        trial.sandbox().faults().oddAnswers().add(OddAnswer.status("testcases/nextgen", 404, "{}"));
        ZephyrLookAlike.in(trial.sandbox()).listing("testcases", before);
        Traps.Armed trap = trial.arm(Failpoint.MID_BATCH, Traps.Action.HALT, 40, KillCells.work(Program.EXTRACTOR));
        trial.begin();
        trap.awaitFired();
        ZephyrLookAlike.in(trial.sandbox()).listing("testcases", after);
        KillCells.awaitDeathAndRestart(trial, Program.EXTRACTOR, trap);
    }
}
