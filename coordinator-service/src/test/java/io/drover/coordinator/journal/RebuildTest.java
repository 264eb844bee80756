package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a real topic into a real database. */
@ResourceLock(Topics.JOURNAL)
class RebuildTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private final LogAndTables servers = new LogAndTables();

    @BeforeEach
    void begin_with_nothing() throws Exception {
        servers.empty();
    }

    @Test
    void the_tables_are_what_the_log_says_however_often_and_in_which_order_it_does() throws Exception {
        List<String> log = new ArrayList<>();
        for (String name : List.of("first/success", "first/retries", "first/stopped")) {
            log.addAll(Histories.lines(name));
        }
        long entries = log.size();
        log.add(Journaled.encode(new Defined("success", 1, FIRST, "{\"name\":\"success\"}", null)));
        log.add(Journaled.encode(
                new Defined("success", 2, FIRST.plusSeconds(9), "{\"name\":\"success\",\"v\":2}", "ann")));
        log.addAll(List.copyOf(log));
        Collections.shuffle(log, new Random(7));
        servers.send(log);

        Rebuild.Rebuilt rebuilt = servers.rebuild();

        assertThat(rebuilt.entries()).isEqualTo(entries);
        assertThat(rebuilt.executions()).isEqualTo(3);
        assertThat(rebuilt.goingOn()).isZero();
        assertThat(servers.rows(
                        "select entry from journal where execution = (select id from execution where migration ="
                                + " 'retries') order by seq"))
                .isEqualTo(Histories.lines("first/retries"));
        assertThat(servers.rows(
                        "select migration || ' ' || status || ' ' || revision from execution order by migration"))
                .containsExactly(
                        "retries SUCCESS " + Histories.lines("first/retries").size(),
                        "stopped STOPPED " + Histories.lines("first/stopped").size(),
                        "success SUCCESS " + Histories.lines("first/success").size());
        assertThat(servers.rows("select definition || revision || (changed_at - created_at) from migration where name ="
                        + " 'success'"))
                .containsExactly("{\"name\":\"success\",\"v\":2}200:00:09");
        assertThat(servers.rows(
                        "select to_char(created_at at time zone 'UTC', 'SS.US') from migration where name = 'success'"))
                .containsExactly("00.123456");
        assertThat(servers.rows(
                        "select count(*) from closed_batch where execution = (select id from execution where migration"
                                + " = 'success')"))
                .containsExactly(String.valueOf(Histories.lines("first/success").stream()
                        .mapToLong(RebuildTest::closed)
                        .sum()));
        assertThat(servers.rows("select count(*) from outbox")).containsExactly("0");
    }

    @Test
    void a_migration_that_was_removed_stays_so_and_one_that_was_defined_again_is_there() throws Exception {
        List<String> log = new ArrayList<>(Histories.lines("first/success"));
        for (String name : List.of("success", "again")) {
            log.add(Journaled.encode(new Defined(name, 1, FIRST, "{}", "ada")));
            log.add(Journaled.encode(Defined.removed(name, 2, FIRST.plusSeconds(1), "{}", "ada")));
        }
        log.add(Journaled.encode(new Defined("again", 3, FIRST.plusSeconds(2), "{}", "ada")));
        servers.send(log);

        servers.rebuild();

        assertThat(servers.rows("select name || ' ' || (removed_at is null) from migration order by name"))
                .containsExactly("again true", "success false");
        assertThat(servers.rows("select count(*) from execution")).containsExactly("1");
    }

    @Test
    void a_migration_whose_definition_the_log_has_lost_is_as_its_execution_began_with_it() throws Exception {
        servers.send(Histories.lines("first/success"));

        assertThat(servers.rebuild().migrations()).isZero();

        assertThat(servers.rows(
                        "select m.definition = e.definition and m.revision = 0 from migration m join execution e on"
                                + " e.migration = m.name"))
                .containsExactly("t");
    }

    @Test
    void a_log_with_a_hole_is_refused_and_the_hole_is_named() throws Exception {
        List<String> log = new ArrayList<>(Histories.lines("first/success"));
        log.remove(4);
        servers.send(log);

        assertRefused("Entry 5 of execution", "is missing in the log, and entry 6 is there");
    }

    @Test
    void a_log_without_its_beginning_is_refused() throws Exception {
        servers.send(Histories.lines("first/success").subList(1, 9));

        assertRefused("Entry 1 of execution");
    }

    @Test
    void two_different_entries_under_one_number_are_refused() throws Exception {
        List<String> log = new ArrayList<>(Histories.lines("first/success"));
        log.add(log.get(3).replace("\"durationMs\":", "\"durationMs\":9"));
        servers.send(log);

        assertRefused("two different entries 4 of execution", "set back to an older state");
    }

    @Test
    void what_is_no_entry_is_refused_with_its_place() throws Exception {
        servers.send(List.of("{\"type\":\"drover.wished\"}"));

        assertRefused("offset ", "of the log holds no entry that this release knows");
    }

    @Test
    void a_strangers_messages_are_passed_over_with_their_places() throws Exception {
        byte[] junk = new byte[360_000];
        Arrays.fill(junk, (byte) 0xFF);
        List<byte @Nullable []> strange = new ArrayList<>();
        strange.add(junk);
        strange.add(null);
        for (String text : List.of(
                "",
                "null",
                "[]",
                "7",
                "{}",
                "no JSON",
                "{\"type\":\"drover.command\",\"version\":1}",
                "a".repeat(900_000))) {
            strange.add(text.getBytes(StandardCharsets.UTF_8));
        }
        List<String> log = Histories.lines("first/success");
        servers.send(log.subList(0, 5));
        servers.sendBytes(strange);
        servers.send(log.subList(5, log.size()));

        Rebuild.Rebuilt rebuilt = servers.rebuild();

        assertThat(rebuilt.entries()).isEqualTo(log.size());
        assertThat(rebuilt.passedOver().count()).isEqualTo(strange.size());
        assertThat(rebuilt.passedOver().toString()).contains("partition 0 offset ");
        assertThat(servers.rows("select status from execution")).containsExactly("SUCCESS");
    }

    @Test
    void what_this_release_wrote_is_rebuilt_and_so_is_what_an_older_one_wrote_before() throws Exception {
        List<String> log = Histories.lines("first/success");
        servers.sendToFirst(log.subList(0, 5));
        servers.sendSigned(log.subList(5, log.size()));

        Rebuild.Rebuilt rebuilt = servers.rebuild();

        assertThat(rebuilt.entries()).isEqualTo(log.size());
        assertThat(rebuilt.unsigned()).isEqualTo(5);
    }

    @Test
    void an_entry_that_somebody_forged_is_named_and_does_not_make_a_rebuild_impossible() throws Exception {
        List<String> log = Histories.lines("first/success");
        servers.sendSigned(log);
        List<String> forged = Histories.lines("changes/success");
        servers.sendToFirst(forged);
        servers.sendToFirst(List.of("{\"type\":\"drover.decided\",\"version\":2}"));

        assertRefused(
                "holds " + (forged.size() + 1) + " entries that this installation did not sign",
                "partition 0 offset ",
                "--unsigned pass-over");
        Rebuild.Rebuilt rebuilt = servers.rebuild(Provenance.Unsigned.PASS_OVER);

        assertThat(rebuilt.entries()).isEqualTo(log.size());
        assertThat(rebuilt.executions()).isOne();
        assertThat(rebuilt.passedOver().count()).isEqualTo(forged.size() + 1L);
    }

    @Test
    void entries_that_an_older_release_wrote_beside_this_one_are_taken_when_asked() throws Exception {
        List<String> log = Histories.lines("first/success");
        servers.sendSigned(log.subList(0, 5));
        servers.sendToFirst(log.subList(5, log.size()));

        assertRefused("did not sign");
        assertThat(servers.rebuild(Provenance.Unsigned.TAKE).entries()).isEqualTo(log.size());
    }

    @Test
    void an_entry_that_was_overwritten_is_a_hole() throws Exception {
        List<String> log = new ArrayList<>(Histories.lines("first/success"));
        log.set(4, "\u0000".repeat(500));
        servers.send(log);

        assertRefused("Entry 5 of execution", "is missing in the log, and entry 6 is there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"drover.decided\",\"version\":2}",
                "{\"type\":\"drover.decided\",\"execution\":\"2026"
            })
    void an_entry_of_ours_that_cannot_be_read_is_not_passed_over(String entry) throws Exception {
        servers.send(Histories.lines("first/success"));
        servers.send(List.of(entry));

        assertRefused("offset ", "of the log holds no entry that this release knows");
    }

    @Test
    void a_database_that_is_not_empty_is_left_alone() throws Exception {
        servers.send(Histories.lines("first/success"));
        servers.rebuild();

        assertThatThrownBy(() -> servers.rebuild())
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("not empty: its table migration holds 1 rows");
    }

    @Test
    void nothing_is_rebuilt_while_a_coordinator_is_connected() throws Exception {
        servers.send(Histories.lines("first/success"));
        try (Connection coordinator = servers.connectAs("drover-coordinator")) {
            assertThat(coordinator.isValid(5)).isTrue();
            assertThatThrownBy(() -> servers.rebuild())
                    .isInstanceOf(RebuildException.class)
                    .hasMessageContaining("A coordinator is connected");
        }
    }

    private void assertRefused(String... words) throws SQLException {
        assertThatThrownBy(() -> servers.rebuild())
                .isInstanceOf(RebuildException.class)
                .hasMessageContainingAll(words);
        for (String table : List.of("migration", "execution", "closed_batch", "journal", "audit")) {
            assertThat(servers.rows("select count(*) from " + table)).as(table).containsExactly("0");
        }
    }

    private static long closed(String entry) {
        return entry.split("\"what\":\"batch.done\"", -1).length - 1L;
    }
}
