package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was decided once is decided again, by this release and all that follow. */
class RecordedHistoriesTest {

    private static final String WHAT_TO_DO = """
            %s
            History %s was recorded by an earlier state of this code, and logs of installations hold such histories: a decision that \
            was made once must be made again, or they can no longer be rebuilt.
            - If it was not meant to change: mend the code.
            - If it is meant to: keep the old way for executions that began before it. Give Plan a number of its decisions that is \
            absent (0) in what is recorded, and let Decider ask for it.
            - If no installation can have such a log: record the histories anew,
              ./mvnw verify -pl coordinator-service,system-tests -Dsurefire.failIfNoSpecifiedTests=false \
            -Dtest=GuardedHistoriesTest,JournalRebuildTest
              cp coordinator-service/target/histories/*.jsonl system-tests/target/histories/*.jsonl \
            coordinator-service/src/test/resources/histories/
            and say in the commit why.
            """;

    static Stream<String> histories() throws IOException {
        return Histories.names();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void every_decision_of_a_recorded_history_is_made_again(String name) {
        List<JournalEntry> entries = entries(Histories.lines(name));
        Replay replay = new Replay(entries.getFirst());

        for (JournalEntry entry : entries) {
            try {
                replay.next(entry);
            } catch (RebuildException e) {
                throw new AssertionError(WHAT_TO_DO.formatted(e.getMessage(), name), e);
            }
        }

        assertThat(replay.state().status().ended()).isTrue();
        assertThat(replay.revision()).isEqualTo(entries.size());
    }

    @ParameterizedTest
    @MethodSource("histories")
    void an_entry_is_written_as_it_was_read(String name) {
        for (String line : Histories.lines(name)) {
            assertThat(Journaled.encode(Journaled.decode(line))).isEqualTo(line);
        }
    }

    @Test
    void the_histories_hold_what_they_are_kept_for() {
        assertThat(String.join("\n", Histories.lines("success"))).contains("execution.finished", "\"SUCCESS\"");
        assertThat(String.join("\n", Histories.lines("retries"))).contains("attempt.failed", "\"attempt\":2");
        assertThat(String.join("\n", Histories.lines("stopped"))).contains("stop-asked", "\"STOPPED\"");
        assertThat(String.join("\n", Histories.lines("guarded-resumed"))).contains("execution.held", "\"resumed\"");
        assertThat(String.join("\n", Histories.lines("guarded-expired"))).contains("consent.expired");
        assertThat(String.join("\n", Histories.lines("guarded-stopped"))).contains("stop-asked", "open-runservice");
    }

    @Test
    void a_decision_that_differs_is_named() {
        List<String> lines = Histories.lines("success");
        Replay replay = new Replay(entries(lines).getFirst());
        JournalEntry second = entries(lines).get(1);
        replay.next(entries(lines).getFirst());

        assertThatThrownBy(() -> replay.next(entries(List.of(
                                lines.get(1).replace("\"what\":\"command.issued\"", "\"what\":\"command.given\"")))
                        .getFirst()))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("Execution " + second.execution() + ", entry 2")
                .hasMessageContaining("command.given")
                .hasMessageContaining("this release decides [command.issued");
    }

    @Test
    void another_audit_is_noticed() {
        List<String> lines = Histories.lines("success");
        Replay replay = new Replay(entries(lines).getFirst());
        String forged = lines.getFirst().replaceAll("\"audit\":\"[0-9a-f]{8}", "\"audit\":\"00000000");

        assertThatThrownBy(() -> replay.next(entries(List.of(forged)).getFirst()))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("audit's hash was 00000000");
    }

    private static List<JournalEntry> entries(List<String> lines) {
        return lines.stream()
                .map(Journaled::decode)
                .map(JournalEntry.class::cast)
                .toList();
    }
}
