package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.faults.RetryAfter;
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
    private static final ZoneId ZONE = ZoneId.of("Pacific/Chatham");
    private static final DateTimeFormatter LOG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    private ClockCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (Program program : Program.SERVICES) {
            cells.add(skewed(program, "an hour forward", HOUR));
            cells.add(skewed(program, "an hour back", -HOUR));
        }
        return cells;
    }

    private static Cell skewed(Program program, String how, long seconds) {
        return Cell.of("clock " + how, program.module(), trial -> {
            Service service = trial.service(program);
            service.restart(Map.of(
                    "JAVA_TOOL_OPTIONS", ClockAgent.option(trial.rig().traps().directory(), seconds)));
            try {
                assertThat(wrong(service)).isCloseTo(Duration.ofSeconds(seconds), Duration.ofMinutes(1));
                trial.fired(1);
                // A date in an answer means something to a clock that is right, or is compared with the answer's own.
                trial.throttled(RetryAfter.DATE, 60);
                trial.begin();
                trial.awaitEnd();
            } finally {
                service.restart();
            }
        });
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
