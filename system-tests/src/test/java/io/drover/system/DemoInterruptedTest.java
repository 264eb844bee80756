package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

/** Whoever leaves a demo before its end. */
class DemoInterruptedTest {

    @Test
    void ctrl_c_leaves_nothing_running() throws Exception {
        assumeThat(PseudoTerminal.isThere())
                .as("script of util-linux gives a terminal")
                .isTrue();
        try (DemoHome home = new DemoHome("ctrl-c");
                PseudoTerminal terminal = home.demo(80, "agola-v07-to-later")) {
            terminal.awaitQuestion();
            assertThat(home.running()).hasSize(3);

            terminal.pressCtrlC();

            assertThat(terminal.awaitEnd()).as(terminal.shown()).isEqualTo(130);
            assertThat(terminal.shown()).contains("Stopping the demo ...");
            home.assertNothingRuns();
        }
    }
}
