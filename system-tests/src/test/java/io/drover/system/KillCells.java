package io.drover.system;

import io.drover.contracts.failpoint.Failpoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A process dies at a named moment, as by {@code kill -9}, and is started again, as a supervisor does. */
final class KillCells {

    static final String KILL = "kill -9";

    /** What a worker service does for the test cases, or for the execution. */
    private static final Map<Program, String> WORK = new EnumMap<>(Map.of(
            Program.EXTRACTOR, "testcases/extract/000002",
            Program.TRANSFORMER, "testcases/transform/000002",
            Program.LOADER, "testcases/load/000002",
            Program.VALIDATOR, "testcases/validate/000002",
            Program.ARCHIVE, "evidence/archive"));

    private static final Map<Failpoint, String> WORKER_POINTS = new EnumMap<>(Map.of(
            Failpoint.COMMAND_RECEIVED, "command not taken yet",
            Failpoint.BATCH_TAKEN, "command taken",
            Failpoint.BATCH_CLAIMED, "batch claimed",
            Failpoint.MID_BATCH, "in the middle of the batch",
            Failpoint.EFFECT_DONE, "done but not recorded",
            Failpoint.MANIFEST_WRITTEN, "recorded but not told",
            Failpoint.RESULT_SENT, "told but not acknowledged"));

    private static final Map<Failpoint, String> COORDINATOR_POINTS = new EnumMap<>(Map.of(
            Failpoint.RESULT_RECEIVED, "result received",
            Failpoint.DECIDED, "decided but not committed",
            Failpoint.COMMITTED, "committed but not relayed",
            Failpoint.RELAYING, "messages taken but not sent",
            Failpoint.RELAYED, "messages sent but not taken away",
            Failpoint.RESULTS_CLOSED, "results decided but not acknowledged"));

    private KillCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        WORK.forEach((program, work) -> WORKER_POINTS.forEach((point, when) -> {
            if (point != Failpoint.BATCH_CLAIMED || program == Program.LOADER) {
                cells.add(worker(program, work, point, when));
            }
        }));
        COORDINATOR_POINTS.forEach((point, when) -> cells.add(coordinator(point, when)));
        for (AgolaWork work : AgolaWork.values()) {
            WORKER_POINTS.forEach((point, when) -> {
                if (point != Failpoint.MID_BATCH || work.hasMiddle()) {
                    cells.add(worker(work, point, when));
                }
            });
        }
        COORDINATOR_POINTS.forEach((point, when) -> cells.add(coordinatorInImport(point, when)));
        return cells;
    }

    private static Cell worker(Program program, String work, Failpoint point, String when) {
        boolean quick =
                switch (program) {
                    case LOADER -> point == Failpoint.MID_BATCH || point == Failpoint.EFFECT_DONE;
                    case EXTRACTOR -> point == Failpoint.RESULT_SENT;
                    case TRANSFORMER -> point == Failpoint.BATCH_TAKEN;
                    case VALIDATOR -> point == Failpoint.MANIFEST_WRITTEN;
                    case ARCHIVE -> point == Failpoint.MID_BATCH;
                    case STANDALONE, COORDINATOR -> false;
                };
        int passage = passage(program, point);
        return Cell.qtest(KILL, program.module() + ", " + when, trial -> kill(trial, program, point, passage, work))
                .always(quick);
    }

    private static Cell worker(AgolaWork work, Failpoint point, String when) {
        boolean quick =
                switch (work) {
                    case EXPORT -> point == Failpoint.RESULT_SENT;
                    case ARCHIVE -> point == Failpoint.EFFECT_DONE;
                    case IMPORT ->
                        point == Failpoint.BATCH_TAKEN
                                || point == Failpoint.EFFECT_DONE
                                || point == Failpoint.MANIFEST_WRITTEN;
                    case CONVERT, HOLD, VERIFY -> false;
                };
        return Cell.agola(KILL, work + ", " + when, trial -> {
                    trial.mayRedo(work.sideBySide());
                    kill(trial, work.program(), point, 1, work.batch());
                })
                .always(quick);
    }

    private static void kill(Trial trial, Program program, Failpoint point, int passage, String batch)
            throws Exception {
        Traps.Armed trap = trial.arm(point, Traps.Action.HALT, passage, batch);
        trial.begin();
        awaitDeathAndRestart(trial, program, trap);
    }

    /** Which passage of the third batch; the other moments come once in each batch. */
    static Set<Program> workers() {
        return WORK.keySet();
    }

    /** The batch of a worker that is struck. */
    static String work(Program program) {
        return Objects.requireNonNull(WORK.get(program), "a worker");
    }

    static int passage(Program program, Failpoint point) {
        if (point != Failpoint.MID_BATCH) {
            return 1;
        }
        return switch (program) {
            case ARCHIVE -> 5;
            case VALIDATOR -> 26; // it reads 25 records, then asks the target
            case LOADER -> 60; // it reads 25, then sends and writes
            default -> 40;
        };
    }

    private static Cell coordinator(Failpoint point, String when) {
        return Cell.qtest(KILL, "coordinator-service, " + when, trial -> {
                    Traps.Armed trap = trial.arm(point, Traps.Action.HALT, 25, "");
                    trial.begin();
                    awaitDeathAndRestart(trial, Program.COORDINATOR, trap);
                })
                .always(point == Failpoint.DECIDED || point == Failpoint.COMMITTED || point == Failpoint.RELAYED);
    }

    private static Cell coordinatorInImport(Failpoint point, String when) {
        return Cell.agola(KILL, "coordinator-service, " + AgolaWork.IMPORT.step() + ", " + when, trial -> {
            trial.comeMidway(AgolaWork.IMPORT);
            Traps.Armed trap = trial.arm(point, Traps.Action.HALT, 1, "");
            trial.goOn();
            awaitDeathAndRestart(trial, Program.COORDINATOR, trap);
        });
    }

    /** The process dies of its trap, and is started again. */
    static void awaitDeathAndRestart(Trial trial, Program program, Traps.Armed trap) throws Exception {
        Traps.Mark mark = trap.awaitFired();
        trial.service(program).awaitDeath();
        trial.service(program).restart();
        trial.firedAndBack(mark);
    }
}
