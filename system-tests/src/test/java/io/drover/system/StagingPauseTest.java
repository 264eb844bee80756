package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.sandbox.qtest.QTestLookAlike;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A staging directory on a disk of 4 MiB that somebody fills, and then clears. */
class StagingPauseTest {

    private static final String STEP = "testcases";
    private static final int CASES = 200;

    @Test
    void a_full_disk_pauses_the_step_in_words_and_it_goes_on_when_there_is_room() throws Exception {
        assumeTrue(Service.mayMount(), "this system forbids namespaces");
        try (Rig rig = Rig.start(Rig.Kind.SMALL_DISK);
                QTestTrial trial = new QTestTrial(rig, CASES)) {
            trial.latency(20);
            trial.begin();
            trial.awaitCreated(30);
            Path filler = rig.staging().resolve("filler");

            StagingCells.fill(filler);

            await("the reason for which nothing moves")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(reason(trial))
                            .startsWith("Paused: ")
                            .contains("is full", "are free", "drover.staging.min-free", "Remove directories"));
            await("a pause, of which nobody gets tired")
                    .during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !trial.hasEnded() && !reason(trial).isEmpty());
            assertThat(trial.journal().count("step.paused")).isEqualTo(1);
            int created = QTestLookAlike.in(trial.sandbox()).counts().testCases();
            assertThat(created).isLessThan(CASES);

            Files.delete(filler);

            trial.firedUntilNow(1);
            trial.mayRedo(CASES); // each look at the disk began, and found none
            System.out.println("staging full: " + trial.judge());
            assertThat(trial.journal().count("step.continued")).isPositive();
            assertThat(reason(trial)).isEmpty();
        }
    }

    private static String reason(Trial trial) {
        return trial.api()
                .execution(trial.execution())
                .step(STEP)
                .path("reason")
                .asText("");
    }
}
