package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardedProgressTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Terminal PLAIN = new Terminal(80, 24, false, true);

    @Test
    void on_a_tiny_terminal_the_end_of_what_is_to_come_is_one_line_too() {
        List<String> screen = new ProgressLines(new Pace(), new Terminal(80, 6, false, true))
                .screen(operations(), Duration.ofSeconds(12), Set.of());

        assertThat(String.join("\n", screen)).isEqualTo("""
                        agola  RUNNING  12 s
                         ✓ 2 steps are over
                         ▸ Export
                         · Convert
                         · 2 more to come""");
    }

    @Test
    void an_operator_step_shows_who_confirmed_it_and_a_waiting_one_what_to_do() {
        List<String> screen = new ProgressLines(new Pace(), PLAIN).screen(waits(), Duration.ofSeconds(12), Set.of());

        assertThat(String.join("\n", screen)).isEqualTo("""
                        agola  RUNNING  12 s
                         ✓ Stop the others   by ann: all down, checked twice
                         ? Start the target  waits for a person
                        A PERSON IS NEEDED: Start the target
                          One database for each.
                          When that is done:
                            drover confirm start-target --execution e-1 --seen "WHAT YOU SAW"
                          Or end it here:  drover stop e-1""");
    }

    @Test
    void a_command_to_copy_is_never_cut() {
        Execution waits = waits();
        for (int columns : new int[] {40, 60, 80}) {
            String told =
                    String.join("\n", Guidance.waiting(waits, waits.steps().get(1), columns));

            assertThat(told.lines()).as(columns + " columns").allMatch(line -> line.length() < columns);
            assertThat(told.replaceAll(" \\\\\n +", " "))
                    .contains("drover confirm start-target --execution e-1 --seen \"WHAT YOU SAW\"");
        }
    }

    private static Execution operations() {
        return execution(List.of(
                operation("Check", StepStatus.SUCCESS),
                operation("Look", StepStatus.SUCCESS),
                operation("Export", StepStatus.RUNNING),
                operation("Convert", StepStatus.PENDING),
                operation("Import", StepStatus.PENDING),
                operation("Evidence", StepStatus.PENDING)));
    }

    private static Execution waits() {
        return execution(List.of(
                Executions.operator(
                        "stop-others",
                        "Stop the others",
                        StepStatus.SUCCESS,
                        "One database for each.",
                        "ann",
                        "all down,\n checked twice",
                        false),
                Executions.operator(
                        "start-target",
                        "Start the target",
                        StepStatus.WAITING,
                        "One database for each.",
                        null,
                        null,
                        false)));
    }

    private static Execution execution(List<Step> steps) {
        return Executions.running("agola", START, steps);
    }

    private static Step operation(String title, StepStatus state) {
        return Executions.step(title, title, Step.OPERATION, state, null, null, null, 0, Map.of());
    }
}
