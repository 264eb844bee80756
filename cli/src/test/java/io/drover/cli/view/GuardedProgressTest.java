package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.api.Execution;
import io.drover.cli.api.ExecutionState;
import io.drover.cli.api.Step;
import io.drover.cli.api.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedProgressTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Terminal PLAIN = new Terminal(80, 24, false, true);

    @Test
    void on_a_tiny_terminal_the_end_of_what_is_to_come_is_one_line_too() {
        List<String> screen = new ProgressLines(new Pace(), new Terminal(80, 6, false, true))
                .screen(operations(), Duration.ofSeconds(12));

        assertThat(String.join("\n", screen)).isEqualTo("""
                        agola  RUNNING  12 s
                         ✓ 2 steps are over
                         ▸ Export
                         · Convert
                         · 2 more to come""");
    }

    @Test
    void an_operator_step_shows_who_confirmed_it_and_a_waiting_one_what_to_do() {
        List<String> screen = new ProgressLines(new Pace(), PLAIN).screen(waits(), Duration.ofSeconds(12));

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
                step("a", "Check", "operation", StepState.SUCCESS, null, null, null),
                step("b", "Look", "operation", StepState.SUCCESS, null, null, null),
                step("c", "Export", "operation", StepState.RUNNING, null, null, null),
                step("d", "Convert", "operation", StepState.PENDING, null, null, null),
                step("e", "Import", "operation", StepState.PENDING, null, null, null),
                step("f", "Evidence", "operation", StepState.PENDING, null, null, null)));
    }

    private static Execution waits() {
        return execution(List.of(
                step(
                        "stop-others",
                        "Stop the others",
                        "operator",
                        StepState.SUCCESS,
                        "One database for each.",
                        "ann",
                        "all down,\n checked twice"),
                step(
                        "start-target",
                        "Start the target",
                        "operator",
                        StepState.WAITING,
                        "One database for each.",
                        null,
                        null)));
    }

    private static Execution execution(List<Step> steps) {
        return new Execution(
                "e-1",
                "agola",
                "agola-v07-to-later",
                ExecutionState.RUNNING,
                START,
                null,
                12000,
                null,
                steps,
                Map.of(),
                Map.of(),
                null,
                false,
                null,
                null,
                Map.of(),
                null,
                false);
    }

    private static Step step(
            String id,
            String title,
            String kind,
            StepState state,
            @Nullable String instructions,
            @Nullable String confirmedBy,
            @Nullable String seen) {
        return new Step(
                id,
                title,
                kind,
                state,
                null,
                null,
                null,
                null,
                0,
                Map.of(),
                false,
                "SAFE",
                instructions,
                Map.of(),
                Map.of(),
                confirmedBy,
                seen,
                null);
    }
}
