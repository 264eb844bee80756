package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.faults.RetryAfterForm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The clock of one host is an hour wrong. */
final class ClockCells {

    private static final long HOUR = 3_600;
    private static final String FORWARD = "an hour forward";
    private static final String BACK = "an hour back";
    private static final ZoneId ZONE = ZoneId.of("Pacific/Chatham");
    private static final DateTimeFormatter LOG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    private ClockCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (Program program : Program.SERVICES) {
            cells.add(skewed(program, FORWARD, HOUR));
            cells.add(skewed(program, BACK, -HOUR));
        }
        for (Program program : Program.SERVICES) {
            cells.add(program == Program.LOADER ? lapsed(program, FORWARD, HOUR) : guarded(program, FORWARD, HOUR));
            cells.add(program == Program.COORDINATOR ? lapsed(program, BACK, -HOUR) : guarded(program, BACK, -HOUR));
        }
        return cells;
    }

    private static Cell guarded(Program program, String how, long seconds) {
        return Cell.agola(
                "clock " + how,
                program.module(),
                trial -> with(trial, program, seconds, () -> {
                    trial.begin();
                    trial.awaitEnd();
                }));
    }

    /** The loader's clock is an hour ahead of the one that wrote down until when the consent holds: nothing is sent. */
    private static Cell lapsed(Program program, String how, long seconds) {
        return Cell.agola(
                "clock " + how, program.module() + ": every consent seems lapsed, until it is right", trial -> {
                    with(trial, program, seconds, () -> {
                        trial.begin();
                        await("a consent that seems lapsed")
                                .atMost(Duration.ofMinutes(1))
                                .pollInterval(Duration.ofMillis(100))
                                .until(() -> trial.journal().lines().stream()
                                        .anyMatch(line -> line.detail().startsWith("CONSENT_EXPIRED")));
                        assertThat(trial.run().imports()).isZero();
                    });
                    trial.awaitEnd();
                });
    }

    private static Cell skewed(Program program, String how, long seconds) {
        return Cell.qtest("clock " + how, program.module(), trial -> {
            // A date in an answer means something to a clock that is right, or is compared with the answer's own.
            trial.throttled(RetryAfterForm.DATE, 60);
            with(trial, program, seconds, () -> {
                trial.begin();
                trial.awaitEnd();
            });
        });
    }

    private interface Meanwhile {
        void happens() throws Exception;
    }

    private static void with(Trial trial, Program program, long seconds, Meanwhile meanwhile) throws Exception {
        Service service = trial.service(program);
        service.restart(Map.of(
                "JAVA_TOOL_OPTIONS", ClockAgent.option(trial.rig().traps().directory(), seconds)));
        try {
            assertThat(wrong(service)).isCloseTo(Duration.ofSeconds(seconds), Duration.ofMinutes(1));
            trial.fired(1);
            meanwhile.happens();
        } finally {
            service.restart();
        }
    }

    /** By the time of its last line of log. */
    private static Duration wrong(Service service) throws IOException {
        String started = service.log()
                .lines()
                .filter(line -> line.contains("started in"))
                .reduce((first, second) -> second)
                .orElseThrow();
        Instant said =
                LocalDateTime.parse(started.substring(0, 23), LOG).atZone(ZONE).toInstant();
        return Duration.between(Instant.now(), said);
    }
}
