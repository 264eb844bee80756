package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.failpoint.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process stands still (SIGSTOP) past its deadline while another takes over, and wakes up in the middle of what is done. */
final class FreezeCells {

    static final String FREEZE = "frozen past the deadline, then woken";

    private FreezeCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.add(worker(Program.EXTRACTOR, "testcases/extract/000002", 10));
        cells.add(worker(Program.TRANSFORMER, "testcases/transform/000002", 40));
        cells.add(worker(Program.LOADER, "testcases/load/000002", 60).always());
        cells.add(worker(Program.VALIDATOR, "testcases/validate/000002", 26));
        cells.add(worker(Program.ARCHIVE, "evidence/archive", 5));
        cells.add(coordinator());
        for (AgolaWork work : AgolaWork.values()) {
            if (work.hasMiddle()) {
                // The second request of an import is the import itself.
                int passage = work == AgolaWork.IMPORT ? 2 : 1;
                cells.add(Cell.agola(FREEZE, work + ", in the middle", trial -> {
                    trial.mayRedo(work.sideBySide());
                    freeze(trial, work.program(), work.batch(), passage);
                }));
            }
        }
        cells.add(coordinatorInImport());
        return cells;
    }

    private static Cell worker(Program program, String batch, int passage) {
        return Cell.qtest(
                FREEZE,
                program.module() + ", in the middle of a batch",
                trial -> freeze(trial, program, batch, passage));
    }

    private static void freeze(Trial trial, Program program, String batch, int passage) throws Exception {
        Service first = trial.service(program);
        try (Service second = trial.another(program)) {
            Traps.Armed trap = trial.arm(Failpoint.MID_BATCH, Traps.Action.PAUSE, passage, batch);
            trial.begin();
            Traps.Mark mark = trap.awaitFired();
            Service frozen = first.pid() == mark.pid() ? first : second;
            frozen.freeze();
            trap.release(); // as soon as it wakes, it goes on
            trial.fired(mark);
            byte[] manifest;
            try {
                manifest = manifest(trial, awaitTakenOver(trial, mark));
            } finally {
                frozen.thaw();
            }
            trial.awaitEnd();
            awaitLateWord(trial, frozen);
            assertThat(manifest(trial, mark.place()))
                    .as("the manifest after the sleeper woke")
                    .isEqualTo(manifest);
        }
    }

    private static String awaitTakenOver(Trial trial, Traps.Mark mark) {
        await("the batch being done by another attempt")
                .atMost(Duration.ofSeconds(Trial.DEADLINE_SECONDS).plus(Trial.GRACE))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> trial.journal().done(mark.place()).isPresent());
        return mark.place();
    }

    /** It found its attempt stale, or told of it when the batch was closed: either way nothing of it counted. */
    private static void awaitLateWord(Trial trial, Service frozen) {
        await("what the sleeper says when it wakes")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> frozen.log().contains("errorCode=STALE_ATTEMPT")
                        || trial.journal().count("result.ignored") > 0);
    }

    private static byte[] manifest(Trial trial, String batch) throws IOException {
        Path file = trial.rig().installation().staging().resolve("executions/" + batch + "/manifest.json");
        return Files.readAllBytes(file);
    }

    private static Cell coordinator() {
        return Cell.qtest(FREEZE, "coordinator-service, decided but not committed", trial -> {
            Traps.Armed trap = trial.arm(Failpoint.DECIDED, Traps.Action.PAUSE, 25, "");
            trial.begin();
            freezeCoordinator(trial, trap);
            trial.mayRedo(4);
        });
    }

    private static Cell coordinatorInImport() {
        String place = "coordinator-service, " + AgolaWork.IMPORT.step() + ", decided but not committed";
        return Cell.agola(FREEZE, place, trial -> {
            trial.comeMidway(AgolaWork.IMPORT);
            Traps.Armed trap = trial.arm(Failpoint.DECIDED, Traps.Action.PAUSE, 1, "");
            trial.goOn();
            freezeCoordinator(trial, trap);
            trial.awaitEnd();
            assertThat(trial.resumed())
                    .as("held, though the results were there to be heard")
                    .isZero();
        });
    }

    private static void freezeCoordinator(Trial trial, Traps.Armed trap) throws Exception {
        Service coordinator = trial.service(Program.COORDINATOR);
        trap.awaitFired();
        coordinator.freeze();
        trap.release();
        try {
            Trial.pause(Duration.ofSeconds(Trial.DEADLINE_SECONDS + 2));
        } finally {
            coordinator.thaw();
        }
        trial.firedUntilNow(1);
    }
}
