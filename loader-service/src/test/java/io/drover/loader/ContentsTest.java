package io.drover.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.worker.ContentReceipt;
import io.drover.worker.LedgerDatabase;
import io.drover.worker.MemoryBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that belong to a record: each in the target once and whole, or told. */
@TestInstance(Lifecycle.PER_CLASS)
class ContentsTest {

    private static final byte[] LOG = "a log of some length".getBytes(StandardCharsets.UTF_8);
    private static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);

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

    private Record withBoth() {
        return with(trial.source.put("log", LOG), trial.source.put("image", IMAGE));
    }

    private static Record with(Content... contents) {
        Record plain = LoaderTrial.record("T1", "Login", Map.of());
        return new Record(plain.entityType(), plain.id(), plain.body(), List.of(contents));
    }

    private ContentReceipt receipt(String content) {
        return Objects.requireNonNull(
                database.contents()
                        .find(trial.command(0, 1).route(), LoaderTrial.KIND, List.of("T1"))
                        .getOrDefault("T1", Map.of())
                        .get(content),
                content);
    }

    @Test
    void contents_go_with_their_record_and_receipts_say_which_bytes() {
        MemoryBatch batch = trial.batch(withBoth());

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(trial.target.content("T1", "log")).isEqualTo(LOG);
        assertThat(trial.target.content("T1", "image")).isEqualTo(IMAGE);
        assertThat(receipt("log").isConfirmed()).isTrue();
        assertThat(receipt("log").sha256()).isEqualTo(MemorySource.sha256(LOG));
        assertThat(receipt("log").size()).isEqualTo(LOG.length);
        assertThat(batch.part("contents", AttachedContent.class))
                .extracting(AttachedContent::contentId)
                .containsExactly("log", "image");
        assertThat(batch.totals())
                .containsEntry("contents", 2L)
                .containsEntry("contentBytes", (long) LOG.length + IMAGE.length)
                .containsEntry("contentsMissing", 0L);
    }

    @Test
    void a_second_run_opens_nothing_that_did_not_change() {
        Record record = withBoth();
        trial.load(trial.batch(record), 0);
        trial.source.opened().clear();

        MemoryBatch second = trial.nextExecution().batch(record);
        assertThat(trial.load(second, 0)).isEqualTo(new Counts(1, 0, 1, 0, 0, 0));
        assertThat(second.codes()).containsExactly("UNCHANGED");
        assertThat(trial.source.opened()).isEmpty();
    }

    @Test
    void what_changed_in_the_source_takes_the_place_of_what_was_sent() {
        trial.load(trial.batch(withBoth()), 0);
        byte[] longer = "a log that went on".getBytes(StandardCharsets.UTF_8);
        Record changed = with(trial.source.put("log", longer), trial.source.put("image", IMAGE));

        assertThat(trial.load(trial.nextExecution().batch(changed), 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1));
        assertThat(trial.target.content("T1", "log")).isEqualTo(longer);
        assertThat(trial.target.calls()).contains("replace log").doesNotContain("replace image");
    }

    @Test
    void what_is_gone_from_the_target_is_sent_again() {
        Record record = withBoth();
        trial.load(trial.batch(record), 0);
        trial.target.edit("T1", "log", null);

        trial.load(trial.nextExecution().batch(record), 0);
        assertThat(trial.target.content("T1", "log")).isEqualTo(LOG);
    }

    @Test
    void what_somebody_changed_in_the_target_is_kept_unless_the_migration_says_otherwise() {
        Record record = withBoth();
        trial.load(trial.batch(record), 0);
        trial.target.edit("T1", "log", IMAGE);

        trial.load(trial.nextExecution().batch(record), 0);
        assertThat(trial.target.content("T1", "log")).isEqualTo(IMAGE);

        trial.options.put("conflicts", "overwrite");
        trial.load(trial.nextExecution().batch(record), 0);
        assertThat(trial.target.content("T1", "log")).isEqualTo(LOG);
    }

    @Test
    void what_the_source_lost_is_told_and_the_record_is_loaded_without() {
        Record record = withBoth();
        trial.source.remove("log");
        MemoryBatch batch = trial.batch(record);

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("CONTENT_GONE");
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.subject()).isEqualTo("T1");
            assertThat(finding.field()).isEqualTo("log");
        });
        assertThat(batch.totals()).containsEntry("contentsMissing", 1L);
        assertThat(trial.target.content("T1", "image")).isEqualTo(IMAGE);
    }

    @Test
    void what_could_not_be_had_is_told_again_by_an_attempt_that_comes_after_and_had_when_it_can_be() {
        Record record = withBoth();
        trial.source.remove("log");
        trial.load(trial.batch(record), 0);

        MemoryBatch again = trial.batch(record);
        assertThat(trial.load(again, 0, 2)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1));
        assertThat(again.codes()).containsExactly("CONTENT_GONE");

        trial.source.put("log", LOG);
        trial.load(trial.nextExecution().batch(record), 0);
        assertThat(trial.target.content("T1", "log")).isEqualTo(LOG);
    }

    @Test
    void what_the_target_refuses_is_told_and_counted() {
        trial.target.refuseContent("log");
        MemoryBatch batch = trial.batch(withBoth());

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.codes()).containsExactly("CONTENT_REFUSED");
        assertThat(batch.totals()).containsEntry("contentsMissing", 1L).containsEntry("contents", 1L);
    }

    @Test
    void a_target_that_takes_none_gets_the_record_and_each_content_is_told() {
        trial.takesNoContents();
        MemoryBatch batch = trial.batch(withBoth());

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.codes()).containsExactly("CONTENT_NOT_TAKEN", "CONTENT_NOT_TAKEN");
    }

    @Test
    void a_connection_that_is_cut_goes_on_at_the_byte_that_was_reached() {
        trial.source.cutAfter(7);
        trial.load(trial.batch(withBoth()), 0);

        assertThat(trial.source.opened()).containsExactly("log 0", "log 7", "log 14", "image 0", "image 7");
        assertThat(trial.target.content("T1", "log")).isEqualTo(LOG);
        assertThat(receipt("log").sha256()).isEqualTo(MemorySource.sha256(LOG));
    }

    @Test
    void a_read_that_fails_is_a_cut_too_also_where_nobody_knows_the_length() {
        trial.source.failsAtTheCut();
        trial.source.cutAfter(7);
        trial.source.put("log", LOG);
        trial.load(trial.batch(with(Content.of("log", "log", null))), 0);

        assertThat(trial.source.opened()).containsExactly("log 0", "log 7", "log 14");
        assertThat(trial.target.content("T1", "log")).isEqualTo(LOG);
    }

    @Test
    void a_source_that_gives_nothing_more_fails_the_attempt_and_not_the_record() {
        trial.source.put("log", LOG);
        MemoryBatch batch = trial.batch(with(Content.of("log", "log", LOG.length + 5L)));

        assertThatThrownBy(() -> trial.load(batch, 0))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("CONTENT_CUT"));
        assertThat(trial.target.content("T1", "log")).isNull();
    }

    @Test
    void other_bytes_than_the_source_said_are_not_in_the_target() {
        trial.source.put("log", LOG);
        Content wrong = new Content(
                "log",
                "log",
                "text/plain",
                (long) LOG.length,
                MemorySource.sha256(IMAGE),
                "v1",
                trial.options.objectNode());
        MemoryBatch batch = trial.batch(with(wrong));

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.codes()).containsExactly("CONTENT_CHANGED");
        assertThat(trial.target.content("T1", "log")).isNull();
    }

    @Test
    void a_worker_that_dies_between_two_contents_leaves_none_out_and_sends_none_twice() {
        trial.target.dieAfter("log");
        Record record = withBoth();
        assertThatThrownBy(() -> trial.load(trial.batch(record), 0)).hasMessageContaining("");
        assertThat(receipt("log").isConfirmed()).as("nobody heard of it").isFalse();

        assertThat(trial.load(trial.batch(record), 0, 2)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1));
        assertThat(trial.target.calls()).containsOnlyOnce("attach log").containsOnlyOnce("attach image");
        assertThat(trial.target.all("T1")).hasSize(1);
        assertThat(receipt("log").isConfirmed()).isTrue();
        assertThat(receipt("image").isConfirmed()).isTrue();
    }

    @Test
    void a_worker_that_dies_while_it_replaces_one_sends_it_again_where_nobody_knows_which_is_there() {
        trial.target.tellsNoHashes();
        trial.load(trial.batch(withBoth()), 0);
        byte[] other = "A LOG OF SOME LENGTH".getBytes(StandardCharsets.UTF_8);
        trial.source.put("log", other);
        Content newer = new Content("log", "log", null, (long) other.length, null, "v2", trial.options.objectNode());
        Record changed = with(newer, trial.source.put("image", IMAGE));
        trial.target.dieAfter("log");
        trial.nextExecution();
        assertThatThrownBy(() -> trial.load(trial.batch(changed), 0)).hasMessageContaining("");

        trial.load(trial.batch(changed), 0, 2);
        assertThat(trial.target.content("T1", "log")).isEqualTo(other);
        assertThat(receipt("log").sha256()).isEqualTo(MemorySource.sha256(other));
    }

    @Test
    void what_the_source_has_no_longer_is_told_and_stays() {
        trial.load(trial.batch(withBoth()), 0);

        MemoryBatch second = trial.nextExecution().batch(with(trial.source.put("log", LOG)));
        trial.load(second, 0);
        assertThat(second.codes()).contains("UNCHANGED");
        assertThat(trial.target.content("T1", "image")).isEqualTo(IMAGE);
        assertThat(second.findings())
                .filteredOn(finding -> finding.code().equals("CONTENT_GONE_FROM_SOURCE"))
                .extracting(Finding::field)
                .containsExactly("image");
    }
}
