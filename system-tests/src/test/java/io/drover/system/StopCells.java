package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.failpoint.Failpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A person stops the execution while a worker is in the middle of this step; a run afterwards does the rest. */
final class StopCells {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final String STOP = "stop";

    private static final Map<Failpoint, String> POINTS = new EnumMap<>(Map.of(
            Failpoint.COMMAND_RECEIVED, "command not taken yet",
            Failpoint.BATCH_CLAIMED, "batch claimed",
            Failpoint.MID_BATCH, "in the middle of the batch",
            Failpoint.RESULT_SENT, "told but not acknowledged"));

    private StopCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        Stream.of(
                        "check/validate",
                        "survey/extract",
                        "fields/transform",
                        "prepare/load",
                        "folders/extract",
                        "folders/transform",
                        "folders/load",
                        "folders/validate",
                        "testcases/extract",
                        "testcases/transform",
                        "testcases/load",
                        "testcases/validate",
                        "evidence/archive")
                .map(StopCells::stop)
                .forEach(cells::add);
        // Between the last request and the result lies too little to be stopped: that is done.
        // What the archive service has told of the evidence is the end of the execution.
        POINTS.forEach((point, when) -> KillCells.workers().stream()
                .filter(program -> program != Program.ARCHIVE || point != Failpoint.RESULT_SENT)
                .forEach(program -> cells.add(stop(program, point, when))));
        Stream.of(
                        "check-source",
                        "preflight-source",
                        "export-configstore",
                        "convert-runservice",
                        "check-target",
                        "hold-configstore",
                        "backup-runservice",
                        "archive-backup")
                .map(StopCells::takenBack)
                .forEach(cells::add);
        cells.add(atConsent());
        Stream.of("import-runservice", "import-configstore", "verify-configstore", "open-configstore")
                .map(StopCells::refused)
                .forEach(cells::add);
        return cells;
    }

    private static Cell stop(String where) {
        String place = "in " + where + ", and a run afterwards goes on";
        return Cell.qtest(STOP, place, trial -> {
                    Traps.Armed trap = trial.arm(Failpoint.BATCH_TAKEN, Traps.Action.PAUSE, 1, where);
                    trial.begin();
                    trap.awaitFired();
                    Instant asked = ask(trial, 202);
                    awaitStopped(trial, asked);
                    trap.release();
                    trial.again();
                })
                .always(where.equals("testcases/load"));
    }

    /** Who stands there is woken by the cancellation, and not by the test. */
    private static Cell stop(Program program, Failpoint point, String when) {
        String place = program.module() + ", " + when + ", and a run afterwards goes on";
        return Cell.qtest(STOP, place, trial -> {
                    Traps.Armed trap = trial.arm(
                            point, Traps.Action.PAUSE, KillCells.passage(program, point), KillCells.work(program));
                    trial.begin();
                    trap.awaitFired();
                    awaitStopped(trial, ask(trial, 202));
                    trap.release();
                    trial.again();
                })
                .always(program == Program.LOADER && point == Failpoint.MID_BATCH);
    }

    /** Before the point of no return: what was put into maintenance is open again when it has stopped. */
    private static Cell takenBack(String step) {
        return Cell.agola(STOP, "in " + step + ", and a run afterwards goes on", trial -> {
                    Traps.Armed trap = trial.arm(Failpoint.BATCH_TAKEN, Traps.Action.PAUSE, 1, "/" + step + "/");
                    trial.begin();
                    trap.awaitFired();
                    Instant asked = ask(trial, 202);
                    if (step.startsWith("hold-")) {
                        trap.release(); // what is to be taken back has to be over
                    }
                    awaitStopped(trial, asked);
                    assertUntouched(trial);
                    trap.release();
                    trial.again();
                })
                .always(step.equals("backup-runservice"));
    }

    private static Cell atConsent() {
        return Cell.agola(STOP, "while it waits for consent, and a run afterwards goes on", trial -> {
            trial.comeTo("consent");
            awaitStopped(trial, ask(trial, 202));
            assertUntouched(trial);
            trial.letThemDo();
            trial.again();
        });
    }

    private static void assertUntouched(AgolaTrial trial) {
        assertThat(trial.run().imports()).isZero();
        trial.run().assertOpen();
    }

    private static Cell refused(String step) {
        return Cell.agola(STOP, "in " + step + ", past the point of no return: refused, and it goes on", trial -> {
            Traps.Armed trap = trial.arm(Failpoint.BATCH_TAKEN, Traps.Action.PAUSE, 1, "/" + step + "/");
            trial.begin();
            trap.awaitFired();
            ask(trial, 409);
            trial.fired(1);
            trap.release();
        });
    }

    private static Instant ask(Trial trial, int answer) {
        Instant asked = Instant.now();
        assertThat(trial.api()
                        .post("/executions/" + trial.execution() + "/stop", "")
                        .status())
                .isEqualTo(answer);
        return asked;
    }

    private static void awaitStopped(Trial trial, Instant asked) {
        await("the stop")
                .atMost(PROMISED)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> trial.api().execution(trial.execution()).state().equals("STOPPED"));
        trial.recoveredIn(Duration.between(asked, Instant.now()));
        trial.fired(1);
    }
}
