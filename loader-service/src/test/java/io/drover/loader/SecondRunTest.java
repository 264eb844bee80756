package io.drover.loader;

import static io.drover.loader.LoaderTrial.record;
import static io.drover.loader.LoaderTrial.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.LedgerDatabase;
import io.drover.worker.MemoryBatch;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a later execution does with records that an earlier one loaded, and that people or the source changed since. */
@TestInstance(Lifecycle.PER_CLASS)
class SecondRunTest {

    private LedgerDatabase database;
    private LoaderTrial trial;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
    }

    @BeforeEach
    void begin() {
        trial = new LoaderTrial(database);
    }

    private MemoryBatch again(Record... records) {
        trial.nextExecution();
        MemoryBatch batch = trial.batch(records);
        trial.load(batch, 0);
        return batch;
    }

    private ObjectNode body(String origin) {
        return trial.target.only(origin).body();
    }

    @Test
    void what_did_not_change_is_skipped_and_not_sent() {
        Record one = record("T1", "Login", Map.of("Tags", "a"));
        assertThat(trial.load(trial.batch(one), 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));

        trial.nextExecution();
        assertThat(trial.load(trial.batch(one), 0)).isEqualTo(new Counts(1, 0, 1, 0, 0, 0));
        assertThat(trial.target.calls()).containsExactly("create T1", "fetch");
    }

    @Test
    void a_changed_value_is_an_update_and_is_counted_as_one() {
        trial.load(trial.batch(record("T1", "Login", Map.of())), 0);

        trial.nextExecution();
        assertThat(trial.load(trial.batch(record("T1", "Log in", Map.of())), 0))
                .isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1));
        assertThat(body("T1").path("name").asText()).isEqualTo("Log in");
    }

    @Test
    void a_value_that_the_source_no_longer_has_is_cleared_where_it_was_written() {
        trial.load(trial.batch(record("T1", "Login", Map.of("Tags", "a", "Owner", "b"))), 0);
        ((ObjectNode) body("T1").path("fields")).put("Team", "of a person");

        again(record("T1", "Login", Map.of("Owner", "b")));
        assertThat(LoaderTrial.fields(body("T1"))).isEqualTo(Map.of("Owner", "b", "Team", "of a person"));
    }

    @Test
    void a_value_that_goes_to_another_field_leaves_the_first_one() {
        trial.load(trial.batch(record("T1", "Login", Map.of("Tags", "a"))), 0);

        again(record("T1", "Login", Map.of("My Labels", "a")));
        assertThat(LoaderTrial.fields(body("T1"))).isEqualTo(Map.of("My Labels", "a"));
    }

    @Test
    void a_value_that_the_target_cannot_clear_is_told_once() {
        trial.target.cannotClear("Priority");
        trial.load(trial.batch(record("T1", "Login", Map.of("Priority", "High"))), 0);

        assertThat(again(record("T1", "Login", Map.of())).codes()).containsExactly("VALUE_NOT_CLEARED");
        assertThat(again(record("T1", "Login!", Map.of())).codes()).isEmpty();
        assertThat(text(body("T1"), "Priority")).isEqualTo("High");
    }

    @Test
    void a_default_that_the_target_gave_is_nobodys_choice() {
        trial.target.defaults("Status", "New");
        trial.load(trial.batch(record("T1", "Login", Map.of())), 0);
        assertThat(again(record("T1", "Login!", Map.of())).codes()).isEmpty();
        assertThat(text(body("T1"), "Status")).isEqualTo("New");

        assertThat(again(record("T1", "Login!", Map.of("Status", "Ready"))).codes())
                .isEmpty();
        assertThat(text(body("T1"), "Status")).isEqualTo("Ready");
    }

    @Test
    void a_choice_of_a_person_in_place_of_the_default_is_kept() {
        trial.target.defaults("Status", "New");
        trial.load(trial.batch(record("T1", "Login", Map.of())), 0);
        ((ObjectNode) body("T1").path("fields")).put("Status", "By a person");

        again(record("T1", "Login", Map.of("Status", "Ready")));
        assertThat(text(body("T1"), "Status")).isEqualTo("By a person");
    }

    @Test
    void what_is_gone_from_the_target_is_created_again() {
        Record one = record("T1", "Login", Map.of());
        trial.load(trial.batch(one, record("T2", "Logout", Map.of())), 0);
        trial.target.remove("T1");

        trial.nextExecution();
        MemoryBatch batch = trial.batch(one, record("T2", "Logout", Map.of()));
        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(2, 1, 1, 0, 0, 0));
        assertThat(batch.codes()).containsExactlyInAnyOrder("RECREATED", "UNCHANGED");
        assertThat(trial.target.all("T1")).hasSize(1);

        assertThat(again(one).codes()).containsExactly("UNCHANGED");
    }

    @Test
    void an_edit_in_the_target_is_kept_and_the_other_changes_are_made() {
        trial.load(trial.batch(record("T1", "Login", Map.of("Tags", "a", "Owner", "b"))), 0);
        ((ObjectNode) body("T1").path("fields")).put("Tags", "by a person");

        again(record("T1", "Log in", Map.of("Tags", "changed", "Owner", "c")));
        assertThat(body("T1").path("name").asText()).isEqualTo("Log in");
        assertThat(text(body("T1"), "Tags")).isEqualTo("by a person");
        assertThat(text(body("T1"), "Owner")).isEqualTo("c");
    }

    @Test
    void an_edit_stays_in_later_executions_too() {
        trial.load(trial.batch(record("T1", "Login", Map.of("Tags", "a"))), 0);
        ((ObjectNode) body("T1").path("fields")).put("Tags", "by a person");
        again(record("T1", "Login", Map.of("Tags", "b")));

        again(record("T1", "Login", Map.of("Tags", "c")));
        assertThat(text(body("T1"), "Tags")).isEqualTo("by a person");
    }

    @Test
    void an_edit_is_overwritten_with_a_finding_where_the_migration_says_so() {
        trial.options.put("conflicts", "overwrite");
        trial.load(trial.batch(record("T1", "Login", Map.of("Tags", "a"))), 0);
        ((ObjectNode) body("T1").path("fields")).put("Tags", "by a person");

        MemoryBatch batch = again(record("T1", "Login", Map.of("Tags", "b")));
        assertThat(batch.findings())
                .singleElement()
                .returns("CONFLICT", Finding::code)
                .returns("fields.Tags", Finding::field);
        assertThat(text(body("T1"), "Tags")).isEqualTo("b");
    }

    @Test
    void a_record_with_an_edit_is_rejected_where_the_migration_says_so() {
        trial.options.put("conflicts", "reject");
        trial.load(trial.batch(record("T1", "Login", Map.of("Tags", "a"))), 0);
        ((ObjectNode) body("T1").path("fields")).put("Tags", "by a person");

        trial.nextExecution();
        MemoryBatch batch = trial.batch(record("T1", "Log in", Map.of("Tags", "b")));
        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 0, 0, 1, 0, 0));
        assertThat(batch.codes()).containsExactly("CONFLICT");
        assertThat(body("T1").path("name").asText()).isEqualTo("Login");
    }

    @Test
    void a_record_that_left_its_parent_moves_to_the_top() {
        Record below = record("T1", "Login", Map.of());
        below.body().put("parent", "m1");
        trial.load(trial.batch(below), 0);

        again(record("T1", "Login", Map.of()));
        assertThat(body("T1").path("parent").isNull()).isTrue();
    }

    @Test
    void a_record_that_somebody_moved_stays_where_it_was_put() {
        Record below = record("T1", "Login", Map.of());
        below.body().put("parent", "m1");
        trial.load(trial.batch(below), 0);
        body("T1").put("parent", "of a person");

        Record renamed = record("T1", "Log in", Map.of());
        renamed.body().put("parent", "m1");
        again(renamed);
        assertThat(body("T1").path("parent").asText()).isEqualTo("of a person");
        assertThat(body("T1").path("name").asText()).isEqualTo("Log in");
    }

    @Test
    void a_receipt_of_an_earlier_release_is_compared_by_the_rules_of_that_release() throws Exception {
        Record one = record("T1", "Login", Map.of("Tags", "a"));
        trial.load(trial.batch(one), 0);
        String before = HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256").digest(MemoryBatch.MAPPER.writeValueAsBytes(one.body())));
        trial.hashed("T1", 1, before);

        assertThat(again(one).codes()).containsExactly("UNCHANGED");
        assertThat(trial.target.calls()).containsExactly("create T1", "fetch");
    }

    @Test
    void a_hash_of_unknown_rules_updates_nothing_that_is_as_it_should_be() throws Exception {
        Record one = record("T1", "Login", Map.of("Tags", "a"));
        trial.load(trial.batch(one), 0);
        trial.hashed("T1", 9, "00");

        trial.nextExecution();
        assertThat(trial.load(trial.batch(one), 0)).isEqualTo(new Counts(1, 0, 1, 0, 0, 0));
        assertThat(trial.target.calls()).containsExactly("create T1", "fetch");
        assertThat(again(one).codes()).containsExactly("UNCHANGED");
    }

    @Test
    void what_refers_to_a_record_whose_update_was_refused_is_loaded() {
        trial.load(trial.batch(record("T1", "Login", Map.of())), 0);
        trial.target.refuseUpdates("T1");
        trial.nextExecution();
        Record referring = record("T2", "Logout", Map.of());
        referring.body().set("parent", new Ref(LoaderTrial.KIND, "T1").toNode());
        assertThat(trial.load(trial.batch(record("T1", "Log in", Map.of())), 0))
                .isEqualTo(new Counts(1, 0, 0, 1, 0, 0));

        assertThat(trial.load(trial.batch(referring), 1)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(body("T2").path("parent").asText())
                .isEqualTo(trial.target.only("T1").id());
    }
}
