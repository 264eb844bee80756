package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.failpoint.Failpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A person stops the execution while a worker is in the middle of this step; a run afterwards does the rest. */
final class StopCells {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    private StopCells() {}

    static List<Cell> all() {
        return Stream.of(
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
                .toList();
    }

    private static Cell stop(String where) {
        Cell cell = Cell.of("stop", "in " + where + ", and a run afterwards goes on", trial -> {
            Traps.Armed trap = trial.arm(Failpoint.BATCH_TAKEN, Traps.Action.PAUSE, 1, where);
            trial.begin();
            trap.awaitFired();
            Instant asked = Instant.now();
            assertThat(trial.api()
                            .post("/executions/" + trial.execution() + "/stop", "")
                            .status())
                    .isEqualTo(202);
            await("the stop")
                    .atMost(PROMISED)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            trial.api().execution(trial.execution()).state().equals("STOPPED"));
            trial.recoveredIn(Duration.between(asked, Instant.now()));
            trial.fired(1);
            trap.release();
            trial.again();
        });
        return where.equals("testcases/load") ? cell.always() : cell;
    }
}
