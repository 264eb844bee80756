package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.RunningSandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The staging store is full, slow, gone, or answers errors. */
final class StagingCells {

    private static final String GONE = "staging directory: gone for 8 s";
    private static final String FAILING = "staging directory: every access fails for 8 s";
    private static final Duration A_WHILE = Duration.ofSeconds(8);
    private static final int AT_WORK = 4;

    private StagingCells() {}

    /** What goes wrong, from its beginning to its end. */
    private interface Outage {
        void happen(Trial trial) throws Exception;
    }

    /** In a directory of the host. */
    static List<Cell> directory() {
        List<Cell> cells = new ArrayList<>();
        cells.add(whileLoaded(Rig.Kind.SIX_PROCESSES, GONE, StagingCells::gone).always());
        cells.add(whileLoaded(Rig.Kind.SIX_PROCESSES, FAILING, StagingCells::failing));
        cells.add(Cell.qtest("staging directory: takes no evidence", "while test cases are loaded", trial -> {
                    trial.comeMidway();
                    strike(trial, StagingCells::takesNoEvidence);
                })
                .always());
        for (AgolaWork work : List.of(AgolaWork.EXPORT, AgolaWork.IMPORT, AgolaWork.VERIFY)) {
            cells.add(midway(Rig.Kind.SIX_PROCESSES, work, GONE, StagingCells::gone));
            cells.add(midway(Rig.Kind.SIX_PROCESSES, work, FAILING, StagingCells::failing));
        }
        return cells;
    }

    private static void gone(Trial trial) throws Exception {
        Path staging = trial.rig().staging();
        Path away = staging.resolveSibling("staging-away");
        Files.move(staging, away);
        trial.goOn();
        awaitTrouble(trial, "STAGING_UNAVAILABLE");
        Trial.pause(A_WHILE);
        assertThat(staging).as("what nobody may make anew").doesNotExist();
        Files.move(away, staging);
    }

    private static void failing(Trial trial) throws Exception {
        Path staging = trial.rig().staging();
        Path away = staging.resolveSibling("staging-away");
        Files.move(staging, away);
        Files.createFile(staging); // a file where a directory should be, also for root
        trial.goOn();
        awaitTrouble(trial, "STAGING_UNAVAILABLE");
        Trial.pause(A_WHILE);
        Files.delete(staging);
        Files.move(away, staging);
    }

    /** The evidence of this execution cannot be staged; that of another can, and is. */
    private static void takesNoEvidence(Trial trial) throws Exception {
        Path directory = Files.createDirectories(
                trial.rig().staging().resolve("executions").resolve(trial.execution()));
        Path inTheWay = Files.createFile(directory.resolve("evidence-inputs"));
        awaitTrouble(trial, "STAGING_UNAVAILABLE");
        try (RunningSandbox sandbox = Sandboxes.generated(20, 3)) {
            Execution other =
                    trial.api().run(Migrations.define(trial.api(), sandbox, Trial.name(), Migrations.GENERATED));
            assertThat(other.state()).as(other.toString()).isEqualTo("SUCCESS");
        }
        assertThat(trial.hasEnded()).isFalse();
        Files.delete(inTheWay);
    }

    /** On a disk of its own. */
    static List<Cell> smallDisk() {
        String fault = "staging directory: disk full for 8 s";
        return List.of(
                whileLoaded(Rig.Kind.SMALL_DISK, fault, StagingCells::full),
                midway(Rig.Kind.SMALL_DISK, AgolaWork.EXPORT, fault, StagingCells::full));
    }

    private static void full(Trial trial) throws Exception {
        Path filler = trial.rig().staging().resolve("filler");
        trial.mayRedo(AT_WORK * 8); // each attempt of each batch at work begins, and fails
        fill(filler);
        trial.goOn();
        awaitTrouble(trial, "STAGING_FULL");
        Trial.pause(A_WHILE);
        Files.delete(filler);
    }

    /** In S3. */
    static List<Cell> bucket() {
        Map<String, Outage> outages = new LinkedHashMap<>();
        outages.put("S3: cannot be reached for 8 s", trial -> {
            trial.rig().bucket().cut();
            healAfterAWhile(trial);
        });
        outages.put("S3: says nothing for 8 s", trial -> {
            trial.rig().bucket().stall();
            healAfterAWhile(trial);
        });
        outages.put("S3: each answer takes 300 ms longer for 8 s", trial -> {
            trial.rig().bucket().slow(Duration.ofMillis(300));
            healAfterAWhile(trial);
        });
        outages.put("S3: connections reset 20 times in 8 s", trial -> {
            trial.goOn();
            for (int i = 0; i < 20; i++) {
                trial.rig().bucket().reset();
                Trial.pause(A_WHILE.dividedBy(20));
            }
        });
        List<Cell> cells = new ArrayList<>();
        outages.forEach((fault, outage) -> cells.add(whileLoaded(Rig.Kind.BUCKET, fault, outage)));
        for (AgolaWork work : List.of(AgolaWork.EXPORT, AgolaWork.IMPORT)) {
            outages.forEach((fault, outage) -> cells.add(midway(Rig.Kind.BUCKET, work, fault, outage)));
        }
        return cells;
    }

    private static void healAfterAWhile(Trial trial) throws Exception {
        trial.goOn();
        Trial.pause(A_WHILE);
        trial.rig().bucket().heal();
    }

    private static Cell whileLoaded(Rig.Kind kind, String fault, Outage outage) {
        return Cell.qtest(kind, fault, "while test cases are loaded", trial -> {
            trial.comeMidway();
            strike(trial, outage);
        });
    }

    private static Cell midway(Rig.Kind kind, AgolaWork work, String fault, Outage outage) {
        return Cell.agola(kind, fault, "in the middle of " + work.step(), trial -> {
            trial.comeMidway(work);
            strike(trial, outage);
        });
    }

    private static void strike(Trial trial, Outage outage) throws Exception {
        trial.mayRedo(AT_WORK);
        long before = trial.rig().bucket().harmed();
        outage.happen(trial);
        boolean bucket = trial.rig().kind() == Rig.Kind.BUCKET;
        trial.firedUntilNow(bucket ? trial.rig().bucket().harmed() - before : 1);
    }

    private static void awaitTrouble(Trial trial, String code) {
        await("an attempt that failed on it")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> trial.journal().lines().stream()
                        .anyMatch(line -> line.what().equals("attempt.failed")
                                && line.detail().startsWith(code)));
    }

    /** Until nothing more goes in. */
    static void fill(Path filler) throws IOException {
        byte[] block = new byte[1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
