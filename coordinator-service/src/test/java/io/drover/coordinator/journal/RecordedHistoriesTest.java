package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.JournalLine;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.persistence.DocumentJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was recorded once is rebuilt for ever; that it is decided again as it was is a test of the decisions. */
class RecordedHistoriesTest {

    /**
     * Histories that are decided otherwise now, on purpose. They are rebuilt all the same: those with changes to the byte, those
     * of older releases as their lines say.
     */
    private static final Set<String> DECIDED_OTHERWISE = Set.of();

    private static final String WHAT_TO_DO = """
            %s
            History %s was recorded by an earlier state of this code and is decided otherwise now.
            - If it was not meant to change: mend the code.
            - If it is meant to: add its name to DECIDED_OTHERWISE and say in the commit why. No history is recorded anew: logs of \
            installations hold such ones. Record it once more as the newest, in a folder of its own:
              ./mvnw verify -pl coordinator-service,system-tests -Dsurefire.failIfNoSpecifiedTests=false \
            -Dtest=GuardedHistoriesTest,JournalRebuildTest
              cp coordinator-service/target/histories/*.jsonl system-tests/target/histories/*.jsonl \
            coordinator-service/src/test/resources/histories/NAME/
            """;

    static Stream<String> histories() {
        return Histories.names().stream();
    }

    static Stream<String> decidedAgain() {
        return histories().filter(name -> !DECIDED_OTHERWISE.contains(name));
    }

    @ParameterizedTest
    @MethodSource("decidedAgain")
    void every_decision_of_a_recorded_history_is_made_again(String name) {
        List<JournalEntry> entries = Histories.entries(name);
        Replay replay = new Replay(entries.getFirst());

        for (JournalEntry entry : entries) {
            try {
                replay.next(entry);
            } catch (RebuildException e) {
                throw new AssertionError(WHAT_TO_DO.formatted(e.getMessage(), name), e);
            }
        }

        assertThat(replay.state().status().ended()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void every_recorded_history_is_rebuilt(String name) {
        List<JournalEntry> entries = Histories.entries(name);
        RebuiltExecution rebuilt = new RebuiltExecution(entries.getFirst());
        List<String> audit = new ArrayList<>();
        for (JournalEntry entry : entries) {
            rebuilt.next(entry).audit().forEach(line -> audit.add(line.hash()));
        }

        rebuilt.proveThatItCanGoOn();
        Plan plan = DocumentJson.read(rebuilt.began().plan(), Plan.class);
        ExecutionState state = rebuilt.document().state(plan);

        assertThat(rebuilt.otherwise().isPresent())
                .isEqualTo(DECIDED_OTHERWISE.contains(name) && !name.startsWith("changes/"));
        assertThat(state.status().ended()).isTrue();
        assertThat(state.nextDue()).isEmpty();
        assertThat(entries.stream().flatMap(entry -> entry.lines().stream()))
                .filteredOn(line -> line.what().equals("execution.finished"))
                .map(JournalLine::detail)
                .containsExactly(state.status().name());
        assertThat(audit.getLast()).isEqualTo(state.audit().head()).isEqualTo(lastAudit(entries));
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
        for (String release : List.of("first/", "policies/", "changes/")) {
            assertThat(text(release + "success")).contains("execution.finished", "\"SUCCESS\"");
            assertThat(text(release + "retries")).contains("attempt.failed", "\"attempt\":2");
            assertThat(text(release + "stopped")).contains("stop-asked", "\"STOPPED\"");
            assertThat(text(release + "guarded-resumed")).contains("execution.held", "\"resumed\"");
            assertThat(text(release + "guarded-expired")).contains("consent.expired");
            assertThat(text(release + "guarded-stopped")).contains("stop-asked", "open-runservice");
        }
        assertThat(text("first/success")).doesNotContain("\"followed\"", "rejectedPercent");
        assertThat(text("policies/success")).doesNotContain("\"followed\"").contains("rejectedPercent");
        assertThat(Histories.entries("changes/success")).allMatch(entry -> entry.followed() != null);
    }

    @Test
    void a_decision_that_differs_is_named() {
        List<String> lines = Histories.lines("first/success");
        Replay replay = new Replay(Histories.entries(lines).getFirst());
        JournalEntry second = Histories.entries(lines).get(1);
        replay.next(Histories.entries(lines).getFirst());

        assertThatThrownBy(() -> replay.next(Histories.entries(List.of(
                                lines.get(1).replace("\"what\":\"command.issued\"", "\"what\":\"command.given\"")))
                        .getFirst()))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("Execution " + second.execution() + ", entry 2")
                .hasMessageContaining("command.given")
                .hasMessageContaining("this release decides [command.issued");
    }

    @Test
    void another_audit_is_noticed() {
        List<String> lines = Histories.lines("first/success");
        Replay replay = new Replay(Histories.entries(lines).getFirst());
        String forged = lines.getFirst().replaceAll("\"audit\":\"[0-9a-f]{8}", "\"audit\":\"00000000");

        assertThatThrownBy(() -> replay.next(Histories.entries(List.of(forged)).getFirst()))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("audit's hash was 00000000");
    }

    private static String text(String name) {
        return String.join("\n", Histories.lines(name));
    }

    private static String lastAudit(List<JournalEntry> entries) {
        return entries.stream()
                .flatMap(entry -> Stream.ofNullable(entry.audit()))
                .reduce((a, b) -> b)
                .orElseThrow();
    }
}
