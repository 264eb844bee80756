package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogKeysTest {

    @Test
    void keys_are_there_until_they_are_closed() {
        try (LogKeys keys = LogKeys.of("step", "testcases").and("attempt", 2)) {
            assertThat(MDC.get("step")).isEqualTo("testcases");
            assertThat(MDC.get("attempt")).isEqualTo("2");
        }
        assertThat(MDC.get("step")).isNull();
        assertThat(MDC.get("attempt")).isNull();
    }

    @Test
    void what_was_there_before_is_there_again() {
        try (LogKeys outer = LogKeys.of("step", "folders")) {
            try (LogKeys inner = LogKeys.of("step", "testcases")) {
                assertThat(MDC.get("step")).isEqualTo("testcases");
            }
            assertThat(MDC.get("step")).isEqualTo("folders");
        }
    }
}
