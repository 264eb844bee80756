package io.drover.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Requests to one kind of outside system, in figures. */
final class OutsideFigures {

    private static final Duration[] STEPS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    /** How a request was answered. */
    private enum Answer {
        OK("2xx"),
        REDIRECT("3xx"),
        REFUSED("4xx"),
        THROTTLED("429"),
        FAILING("5xx"),
        NONE("none");

        private final String word;

        Answer(String word) {
            this.word = word;
        }

        private static Answer of(int status) {
            if (status == 429) {
                return THROTTLED;
            }
            return switch (status / 100) {
                case 0 -> NONE;
                case 1, 2 -> OK;
                case 3 -> REDIRECT;
                case 4 -> REFUSED;
                default -> FAILING;
            };
        }
    }

    private final Map<Answer, Timer> requests = new EnumMap<>(Answer.class);
    private final Counter retries;
    private final Counter throttled;

    OutsideFigures(MeterRegistry registry, String connector) {
        for (Answer answer : Answer.values()) {
            requests.put(
                    answer,
                    Timer.builder("drover.request.duration")
                            .description("Requests to outside systems until their answer was read")
                            .tags("connector", connector, "answer", answer.word)
                            .serviceLevelObjectives(STEPS)
                            .register(registry));
        }
        this.retries = Counter.builder("drover.request.retries")
                .description("Requests to outside systems that were sent once more")
                .tag("connector", connector)
                .register(registry);
        this.throttled = Counter.builder("drover.request.throttled")
                .description("Requests that outside systems answered with 429")
                .tag("connector", connector)
                .register(registry);
    }

    /** @param status of HTTP, 0 when there was no answer */
    void answered(int status, long nanos) {
        Timer timer = requests.get(Answer.of(status));
        if (timer != null) {
            timer.record(Duration.ofNanos(nanos));
        }
    }

    void repeated() {
        retries.increment();
    }

    void throttled() {
        throttled.increment();
    }
}
