package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The staging store is full, slow, gone, or answers errors. */
final class StagingCells {

    private static final String WHERE = "while test cases are loaded";
    private static final Duration A_WHILE = Duration.ofSeconds(8);
    private static final int AT_WORK = 4;

    private StagingCells() {}

    /** In a directory of the host. */
    static List<Cell> directory() {
        return List.of(
                during(Rig.Kind.SIX_PROCESSES, "staging directory: gone for 8 s", trial -> {
                            Path staging = trial.rig().staging();
                            Path away = staging.resolveSibling("staging-away");
                            Files.move(staging, away);
                            awaitTrouble(trial, "STAGING_UNAVAILABLE");
                            Trial.pause(A_WHILE);
                            assertThat(staging).as("what nobody may make anew").doesNotExist();
                            Files.move(away, staging);
                        })
                        .always(),
                during(Rig.Kind.SIX_PROCESSES, "staging directory: every access fails for 8 s", trial -> {
                    Path staging = trial.rig().staging();
                    Path away = staging.resolveSibling("staging-away");
                    Files.move(staging, away);
                    Files.createFile(staging); // a file where a directory should be, also for root
                    awaitTrouble(trial, "STAGING_UNAVAILABLE");
                    Trial.pause(A_WHILE);
                    Files.delete(staging);
                    Files.move(away, staging);
                }));
    }

    /** On a disk of its own. */
    static List<Cell> smallDisk() {
        return List.of(during(Rig.Kind.SMALL_DISK, "staging directory: disk full for 8 s", trial -> {
            Path filler = trial.rig().staging().resolve("filler");
            trial.mayRedo(AT_WORK * 8); // each attempt of each batch at work begins, and fails
            fill(filler);
            awaitTrouble(trial, "STAGING_FULL");
            Trial.pause(A_WHILE);
            Files.delete(filler);
        }));
    }

    /** In S3. */
    static List<Cell> bucket() {
        return List.of(
                during(Rig.Kind.BUCKET, "S3: cannot be reached for 8 s", trial -> {
                    trial.rig().bucket().cut();
                    Trial.pause(A_WHILE);
                    trial.rig().bucket().heal();
                }),
                during(Rig.Kind.BUCKET, "S3: says nothing for 8 s", trial -> {
                    trial.rig().bucket().stall();
                    Trial.pause(A_WHILE);
                    trial.rig().bucket().heal();
                }),
                during(Rig.Kind.BUCKET, "S3: each answer takes 300 ms longer for 8 s", trial -> {
                    trial.rig().bucket().slow(Duration.ofMillis(300));
                    Trial.pause(A_WHILE);
                    trial.rig().bucket().heal();
                }),
                during(Rig.Kind.BUCKET, "S3: connections reset 20 times in 8 s", trial -> {
                    for (int i = 0; i < 20; i++) {
                        trial.rig().bucket().reset();
                        Trial.pause(A_WHILE.dividedBy(20));
                    }
                }));
    }

    private static Cell during(Rig.Kind kind, String fault, Cell.Scenario scenario) {
        return Cell.of(kind, fault, WHERE, trial -> {
            trial.latency(20);
            trial.begin();
            trial.awaitCreated(30);
            trial.mayRedo(AT_WORK);
            long before = trial.rig().bucket().harmed();
            scenario.play(trial);
            trial.firedUntilNow(kind == Rig.Kind.BUCKET ? trial.rig().bucket().harmed() - before : 1);
        });
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
    private static void fill(Path filler) throws IOException {
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
