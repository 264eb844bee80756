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

    private static final String FREEZE = "frozen past the deadline, then woken";

    private FreezeCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.add(worker(Program.EXTRACTOR, "testcases/extract/000002", Failpoint.MID_BATCH, 10));
        cells.add(worker(Program.TRANSFORMER, "testcases/transform/000002", Failpoint.MID_BATCH, 40));
        cells.add(worker(Program.LOADER, "testcases/load/000002", Failpoint.MID_BATCH, 60)
                .always());
        cells.add(worker(Program.VALIDATOR, "testcases/validate/000002", Failpoint.MID_BATCH, 26));
        cells.add(worker(Program.ARCHIVE, "evidence/archive", Failpoint.MID_BATCH, 5));
        cells.add(coordinator());
        return cells;
    }

    private static Cell worker(Program program, String batch, Failpoint point, int passage) {
        return Cell.of(FREEZE, program.module() + ", in the middle of a batch", trial -> {
            Service first = trial.service(program);
            try (Service second = trial.another(program)) {
                Traps.Armed trap = trial.arm(point, Traps.Action.PAUSE, passage, batch);
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
        });
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
        return Cell.of(FREEZE, "coordinator-service, decided but not committed", trial -> {
            Service coordinator = trial.service(Program.COORDINATOR);
            Traps.Armed trap = trial.arm(Failpoint.DECIDED, Traps.Action.PAUSE, 25, "");
            trial.begin();
            trap.awaitFired();
            coordinator.freeze();
            trap.release();
            try {
                Trial.pause(Duration.ofSeconds(Trial.DEADLINE_SECONDS + 2));
            } finally {
                coordinator.thaw();
            }
            trial.firedUntilNow(1);
            trial.mayRedo(4);
        });
    }
}
