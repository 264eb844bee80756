package io.drover.coordinator.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.Topics;
import io.drover.coordinator.TestKeys;
import io.drover.coordinator.journal.Histories;
import io.drover.coordinator.journal.LogAndTables;
import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** On a real database, a real broker and a staging directory, with executions that were rebuilt from recorded histories. */
@ResourceLock(Topics.JOURNAL)
class PruneTest {

    private static final List<String> TABLES = List.of("migration", "execution", "closed_batch", "journal", "audit");
    private static final int BEGUN = 12;

    private final LogAndTables servers = new LogAndTables();

    private final Path staging;

    private Connection connection;
    private StagingStore store;
    private String ended;
    private String goesOn;
    private String guarded;
    private Instant now;

    PruneTest(@TempDir Path staging) {
        this.staging = staging;
    }

    @BeforeEach
    void executions() throws Exception {
        servers.empty();
        servers.send(Histories.lines("changes/success"));
        servers.send(Histories.lines("changes/retries").subList(0, BEGUN));
        servers.send(Histories.lines("changes/guarded-resumed"));
        servers.rebuild();
        connection = servers.withLedger();
        store = StagingStores.open(staging.toUri(), new S3Options(Optional.empty(), Optional.empty()));
        ended = id("success");
        goesOn = id("retries");
        guarded = id("m");
        now = Instant.parse("2027-01-01T00:00:00Z").plus(Duration.ofDays(60));
        for (String execution : List.of(ended, goesOn, guarded)) {
            for (String key :
                    List.of("testcases/load/000000/manifest.json", "evidence/report.html", "records/a/1.json")) {
                store.putIfAbsent("executions/" + execution + "/" + key, new byte[] {1, 2, 3});
            }
            run("insert into ledger.closed_batch values ('" + execution + "/testcases/load/000000')");
            run("insert into ledger.claim values ('" + execution + "/testcases/load/000000', 1, gen_random_uuid(), 'w',"
                    + " '2026-01-01T00:00:00Z')");
        }
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        store.close();
        servers.run("drop schema if exists ledger cascade");
    }

    @Test
    void nothing_goes_before_somebody_says_so_and_what_would_go_is_counted() throws Exception {
        Map<String, List<String>> before = tables();
        List<String> objects = store.list("");

        Prune.Report report = prune();

        assertThat(report.pruned()).isFalse();
        assertThat(found(report, Kind.STAGING))
                .isEqualTo(new Found(
                        "staging",
                        1,
                        1,
                        3,
                        endOf(ended),
                        endOf(ended),
                        1,
                        "guarded and without an archive: their backups may be all that is left"));
        assertThat(found(report, Kind.JOURNAL).executions()).isEqualTo(2);
        assertThat(found(report, Kind.JOURNAL).rows())
                .isEqualTo(number("select (select count(*) from drover.journal where execution <> '" + goesOn
                        + "') + (select count(*) from drover.closed_batch where execution <> '" + goesOn + "')"));
        assertThat(found(report, Kind.JOURNAL).bytes()).isGreaterThan(100_000);
        assertThat(found(report, Kind.LEDGER).rows()).isEqualTo(4);
        assertThat(report.text(false)).contains("Nothing is pruned yet: --yes does it.");
        assertThat(report.text(true)).startsWith("{\"pruned\":false,\"found\":[{\"kind\":\"staging\"");
        assertThat(tables()).isEqualTo(before);
        assertThat(store.list("")).isEqualTo(objects);
    }

    @Test
    void what_ended_goes_and_nothing_of_what_goes_on() throws Exception {
        long audit = number("select count(*) from drover.audit");
        long running = number("select count(*) from drover.journal where execution = '" + goesOn + "'");

        assertThat(prune("--yes").pruned()).isTrue();

        assertThat(store.list("executions/" + ended + "/"))
                .containsExactly(
                        "executions/" + ended + "/evidence/report.html", "executions/" + ended + "/records/a/1.json");
        assertThat(store.list("executions/" + goesOn + "/")).hasSize(3);
        assertThat(store.list("executions/" + guarded + "/"))
                .as("without an archive")
                .hasSize(3);
        assertThat(servers.rows("select entry from drover.journal where execution = '" + ended + "'"))
                .singleElement()
                .asString()
                .contains("log.pruned", "the evidence bundle has what they said");
        assertThat(servers.rows("select distinct execution from drover.closed_batch"))
                .containsExactly(goesOn);
        assertThat(number("select count(*) from drover.journal where execution = '" + goesOn + "'"))
                .isEqualTo(running);
        assertThat(number("select count(*) from drover.audit")).isEqualTo(audit);
        assertThat(servers.rows("select split_part(batch, '/', 1) from ledger.closed_batch"))
                .containsExactly(goesOn);
        assertThat(servers.rows("select split_part(batch, '/', 1) from ledger.claim"))
                .containsExactly(goesOn);
        assertThat(prune().found()).allMatch(kind -> kind.rows() == 0);
    }

    @Test
    void staged_data_of_a_guarded_execution_goes_when_its_archive_is_there() throws Exception {
        store.putIfAbsent("executions/" + guarded + "/archive/" + guarded + ".tar.zst.gpg", new byte[] {1});

        prune("--yes", "--only", "staging");

        assertThat(store.list("executions/" + guarded + "/"))
                .containsExactly(
                        "executions/" + guarded + "/archive/" + guarded + ".tar.zst.gpg",
                        "executions/" + guarded + "/evidence/report.html",
                        "executions/" + guarded + "/records/a/1.json");
    }

    @Test
    void a_rebuild_does_not_bring_back_what_was_pruned() throws Exception {
        prune("--yes");
        Map<String, List<String>> pruned = tables();
        List<String> said = servers.rows("select payload from drover.outbox order by id");
        assertThat(said).hasSize(3).allMatch(payload -> payload.contains("\"drover.pruned\""));
        servers.send(said);
        servers.send(said); // a relay that crashed sends again
        servers.run("drop schema drover cascade");

        servers.rebuild();

        assertThat(tables()).isEqualTo(pruned);
    }

    @Test
    void one_that_was_broken_off_goes_on() throws Exception {
        run("update drover.execution set journal_pruned = revision where id = '" + ended + "'");
        run("delete from drover.journal where execution = '" + ended + "' and seq < 9");

        assertThat(found(prune("--only", "journal"), Kind.JOURNAL).executions()).isEqualTo(2);
        prune("--yes", "--only", "journal");

        assertThat(number("select count(*) from drover.journal where execution = '" + ended + "'"))
                .isOne();
    }

    @Test
    void what_is_younger_stays() throws Exception {
        assertThat(prune("--older-than", "9999d").found()).allMatch(kind -> kind.rows() == 0 && kind.executions() == 0);
    }

    @Test
    void it_waits_for_no_decision_about_what_goes_on() throws Exception {
        try (Connection coordinator = servers.connectAs("a-coordinator");
                Statement statement = coordinator.createStatement()) {
            coordinator.setAutoCommit(false);
            statement.execute("select * from drover.execution where id = '" + goesOn + "' for update");

            assertThat(prune("--yes").pruned()).isTrue();
        }
    }

    @Test
    void receipts_go_by_name_and_phrase_only() throws Exception {
        for (String route : List.of("a > b", "c > d")) {
            for (int i = 0; i < 3; i++) {
                run("insert into ledger.receipt (route, kind, source_id, state, target_id, content_hash, execution,"
                        + " batch, attempt) values ('" + route + "', 'testcase', '" + i
                        + "', 'CONFIRMED', 't', 'x', 'e', 'b', 1)");
            }
        }
        assertThat(prune("--yes").found()).extracting(Found::kind).doesNotContain("receipts");

        Prune.Report asked = prune("--receipts-of", "a > b");
        assertThat(asked.phrase()).isEqualTo("forget 3 receipts");
        assertThatThrownBy(() -> prune("--yes", "--receipts-of", "a > b"))
                .isInstanceOf(PruneException.class)
                .hasMessageContaining("may create records a second time");
        assertThat(number("select count(*) from ledger.receipt")).isEqualTo(6);

        prune("--yes", "--receipts-of", "a > b", "--confirm", "forget 3 receipts");
        assertThat(servers.rows("select distinct route from ledger.receipt")).containsExactly("c > d");
    }

    @Test
    void receipts_that_an_execution_writes_meanwhile_stay() throws Exception {
        run("insert into ledger.receipt (route, kind, source_id, state, target_id, content_hash, execution, batch,"
                + " attempt) select 'a > b', 'testcase', n::text, 'CONFIRMED', 't', 'x', 'e', 'b', 1 from"
                + " generate_series(1, 5000) n");
        // Between the first transaction of the prune and the next one.
        run("create function ledger.begins() returns trigger language plpgsql as $$ begin"
                + " insert into ledger.route values ('a > b', 'later') on conflict do nothing;"
                + " if found then insert into ledger.receipt"
                + " (route, kind, source_id, state, content_hash, execution, batch, attempt)"
                + " values ('a > b', 'testcase', 'new', 'INTENDED', 'x', 'later', 'b', 1); end if;"
                + " return null; end $$");
        run("create trigger begins after delete on ledger.receipt execute function ledger.begins()");

        prune("--yes", "--receipts-of", "a > b", "--confirm", "forget 5000 receipts");

        assertThat(servers.rows("select source_id from ledger.receipt")).containsExactly("new");
    }

    @Test
    void receipts_stay_while_an_execution_on_their_route_goes_on() throws Exception {
        String route = servers.rows("select route from drover.execution where id = '" + goesOn + "'")
                .getFirst();
        run("insert into ledger.receipt (route, kind, source_id, state, target_id, content_hash, execution, batch,"
                + " attempt) values ('" + route + "', 'testcase', '1', 'CONFIRMED', 't', 'x', 'e', 'b', 1)");

        assertThatThrownBy(() -> prune("--yes", "--receipts-of", "retries", "--confirm", "forget 1 receipts"))
                .hasMessage("Execution " + goesOn + " on this route has not ended; nothing is pruned.");
    }

    private Prune.Report prune(String... options) throws Exception {
        return new Prune(connection, store, servers.kafka(), TestKeys.SIGNATURES, Clock.fixed(now, ZoneOffset.UTC))
                .run(PruneOptions.of(List.of(options)));
    }

    private static Found found(Prune.Report report, Kind kind) {
        return report.found().stream()
                .filter(each -> each.kind().equals(kind.word()))
                .findFirst()
                .orElseThrow();
    }

    private Instant endOf(String execution) throws SQLException {
        return Instant.parse(servers.rows("select to_char(finished_at at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from drover.execution where id = '" + execution + "'")
                .getFirst());
    }

    private String id(String migration) throws SQLException {
        return servers.rows("select id from drover.execution where migration = '" + migration + "'")
                .getFirst();
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(servers.rows(query).getFirst());
    }

    private void run(String sql) throws SQLException {
        servers.run(sql);
    }

    private Map<String, List<String>> tables() throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String table : TABLES) {
            tables.put(table, new ArrayList<>(servers.rows("select x::text from drover." + table + " x order by 1")));
        }
        return tables;
    }
}
