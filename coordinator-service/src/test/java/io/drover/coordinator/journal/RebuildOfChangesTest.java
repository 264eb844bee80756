package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.Topics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs with changes, without, and with both; of decisions that this release makes and of others. */
@ResourceLock(Topics.JOURNAL)
class RebuildOfChangesTest {

    private static final List<String> TABLES = List.of("execution", "closed_batch", "journal", "audit");

    private final LogAndTables servers = new LogAndTables();

    @BeforeEach
    void begin_with_nothing() throws Exception {
        servers.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes/success", "changes/retries", "changes/guarded-resumed"})
    void what_followed_is_applied_and_nothing_is_decided(String name) throws Exception {
        List<String> log = new ArrayList<>(Histories.lines(name));
        log.set(
                0,
                log.getFirst()
                        .replaceFirst("\"plan\":\"(?:[^\"\\\\]++|\\\\.)*+\"", "\"plan\":\"nothing to decide by\""));
        servers.send(log);

        Rebuild.Rebuilt rebuilt = servers.rebuild();

        assertThat(rebuilt.entries()).isEqualTo(log.size());
        assertThat(rebuilt.asRecorded()).isEmpty();
        assertThat(servers.rows("select entry from journal order by seq")).isEqualTo(log);
        assertThat(servers.rows("select left(encode(sha256(convert_to(state, 'UTF8')), 'hex'), 16) from execution"))
                .containsExactly(check(Histories.entries(log).getLast()));
        assertThat(servers.rows("select plan from execution")).containsExactly("nothing to decide by");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 20})
    void a_history_may_begin_without_changes_and_go_on_with_them(int first) throws Exception {
        List<JournalEntry> log = Histories.updatedBefore(first, Histories.entries("policies/retries"));
        assertThat(log.get(first - 1).followed()).isNotNull().matches(Followed::whole);
        assertThat(log.subList(first, log.size()))
                .noneMatch(entry -> entry.followed() == null || entry.followed().whole());
        servers.send(log.stream().map(JournalEntry::encode).toList());

        servers.rebuild();

        assertThat(servers.rows("select state from execution")).containsExactly(decidedAgain("policies/retries"));
    }

    @Test
    void an_execution_that_ended_is_rebuilt_as_recorded_though_it_is_decided_otherwise_now() throws Exception {
        for (String name : List.of("first/success", "policies/guarded-expired", "policies/stopped")) {
            servers.empty();
            servers.send(Histories.lines(name));
            servers.rebuild();
            Map<String, List<String>> right = tables();
            servers.empty();
            servers.send(decidedOtherwise(Histories.lines(name)));

            Rebuild.Rebuilt rebuilt = servers.rebuild();

            assertThat(rebuilt.asRecorded()).as(name).hasSize(1).containsOnlyKeys(id(name));
            assertThat(rebuilt.asRecorded().values()).first().asString().contains("this release decides");
            assertThat(tables()).as(name).isEqualTo(right);
        }
    }

    @Test
    void one_that_goes_on_and_is_decided_otherwise_is_refused_by_name_and_may_be_left_out() throws Exception {
        String running = id("first/stopped");
        List<String> begun = decidedOtherwise(Histories.lines("first/stopped").subList(0, 12));
        servers.send(begun);
        servers.send(Histories.lines("policies/success"));

        assertThatThrownBy(() -> servers.rebuild())
                .isInstanceOf(RebuildException.class)
                .hasMessageContainingAll(
                        "Execution " + running + " goes on", "this release decides", "--without " + running);
        assertThat(servers.rows("select count(*) from execution")).containsExactly("0");

        Rebuild.Rebuilt rebuilt = servers.rebuild(running);

        assertThat(rebuilt.without()).isEqualTo(Map.of(running, 12L));
        assertThat(servers.rows("select id from execution")).containsExactly(id("policies/success"));
        assertThat(servers.rows("select count(*) from journal where execution = '" + running + "'"))
                .containsExactly("0");
    }

    @Test
    void one_that_went_on_with_changes_after_it_was_decided_otherwise_is_what_they_say() throws Exception {
        List<JournalEntry> log = Histories.updatedBefore(9, Histories.entries("policies/retries"));
        servers.send(decidedOtherwise(log.stream().map(JournalEntry::encode).toList())
                .subList(0, 20));

        Rebuild.Rebuilt rebuilt = servers.rebuild();

        assertThat(rebuilt.asRecorded()).isEmpty();
        assertThat(rebuilt.goingOn()).isOne();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() throws Exception {
        List<String> hole = new ArrayList<>(Histories.lines("changes/success"));
        hole.remove(4);
        List<String> forged = new ArrayList<>(Histories.lines("changes/retries"));
        forged.set(7, forged.get(7).replaceFirst("\"check\":\"[0-9a-f]{4}", "\"check\":\"0000"));
        servers.send(hole);
        servers.send(forged);

        assertThatThrownBy(() -> servers.rebuild())
                .hasMessageContainingAll(
                        "Entry 5 of execution " + id("changes/success"),
                        "Execution " + id("changes/retries") + ", entry 8 cannot be applied: the state after it");

        assertThat(servers.rebuild(id("changes/success"), id("changes/retries")).executions())
                .isZero();
    }

    @Test
    void a_line_of_the_audit_that_was_changed_is_refused() throws Exception {
        List<String> forged = new ArrayList<>(Histories.lines("changes/success"));
        forged.set(0, forged.getFirst().replace("\\\"who\\\":\\\"drover\\\"", "\\\"who\\\":\\\"ann\\\""));
        servers.send(forged);

        assertThatThrownBy(() -> servers.rebuild()).hasMessageContaining("line 1 of the audit: its hash is ");
    }

    @Test
    void an_execution_that_is_not_there_is_not_left_out() throws Exception {
        servers.send(Histories.lines("changes/success"));

        assertThatThrownBy(() -> servers.rebuild("20260101-000000-000-xyz"))
                .hasMessage("There is no execution 20260101-000000-000-xyz in the log that could be left out.");
    }

    /** Another title in the plan: this release then writes other lines into journal and audit. */
    private static List<String> decidedOtherwise(List<String> log) {
        List<String> changed = new ArrayList<>(log);
        changed.set(
                0,
                log.getFirst()
                        .replaceFirst(
                                "\\\\\"title\\\\\":\\\\\"[^\\\\]*\\\\\",\\\\\"kind",
                                "\\\\\"title\\\\\":\\\\\"Otherwise\\\\\",\\\\\"kind"));
        assertThat(changed.getFirst()).isNotEqualTo(log.getFirst());
        return changed;
    }

    private static String decidedAgain(String name) {
        List<JournalEntry> entries = Histories.entries(name);
        Replay replay = new Replay(entries.getFirst());
        entries.forEach(replay::goOn);
        return StateDocument.of(replay.state()).text();
    }

    private static @Nullable String check(JournalEntry entry) {
        return entry.followed() == null ? null : entry.followed().check();
    }

    private static String id(String name) {
        return Histories.entries(name).getFirst().execution();
    }

    /** Everything but what a test changes: the plan, and with it the first entry. */
    private Map<String, List<String>> tables() throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String table : TABLES) {
            tables.put(
                    table,
                    servers.rows("select (to_jsonb(x) - 'plan' - 'entry')::text from " + table + " x order by 1"));
        }
        assertThat(tables.values()).noneMatch(List::isEmpty);
        return tables;
    }
}
