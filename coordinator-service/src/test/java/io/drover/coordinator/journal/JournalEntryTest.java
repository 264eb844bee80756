package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.JournalLine;
import io.drover.contracts.BatchId;
import io.drover.contracts.Messages;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalEntryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JournalLine LINE = new JournalLine(
            7,
            NOW,
            "batch.overdue",
            "testcases",
            "load",
            "ex/testcases/load/000001",
            1,
            "kein Lebenszeichen, wörtlich");

    @Test
    void lines_that_do_not_fit_are_cut_and_counted() {
        String json = entry(new Signal.TimePassed(), 2_000).encode();
        JournalEntry read = (JournalEntry) Journaled.decode(json);

        assertThat(json.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(Messages.MAX_BYTES - 1_000, Messages.MAX_BYTES);
        assertThat(read.cut()).isPositive();
        assertThat(read.lines().size() + read.cut()).isEqualTo(2_000);
    }

    @Test
    void what_fits_is_not_cut() {
        JournalEntry entry = entry(new Signal.TimePassed(), 200);

        assertThat(Journaled.decode(entry.encode())).isEqualTo(entry);
    }

    @Test
    void a_signal_that_does_not_fit_fails() {
        Outcome outcome = new Outcome.Failed("X", Outcome.FailureType.EXTERNAL, "ä".repeat(33_000), null);
        BatchId batch = new BatchId("ex", "testcases", Phase.LOAD, 1);
        Result result = new Result(Result.VERSION, batch, 1, "w", NOW, 5, Usage.NONE, outcome);

        assertThatThrownBy(entry(new Signal.Arrived(List.of(result)), 1)::encode)
                .isInstanceOf(EntryTooLongException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void a_change_that_does_not_fit_is_packed_before_a_line_is_cut() {
        JournalEntry entry = with(entry(new Signal.TimePassed(), 100), levels(3_000, level -> "level-" + level));
        JournalEntry read = (JournalEntry) Journaled.decode(entry.encode());

        assertThat(bytes(DocumentJson.write(entry))).isGreaterThan(Messages.MAX_BYTES);
        assertThat(read.lines()).isEqualTo(entry.lines());
        assertThat(read.followed()).isNotNull().satisfies(followed -> {
            assertThat(followed.packed()).isNotNull();
            assertThat(followed.after(null).text())
                    .isEqualTo(levels(3_000, level -> "level-" + level).text());
        });
    }

    @Test
    void lines_are_cut_where_a_packed_change_does_not_fit_beside_them() {
        JournalEntry entry = with(entry(new Signal.TimePassed(), 500), levels(3_000, level -> "level-" + level));
        JournalEntry read = (JournalEntry) Journaled.decode(entry.encode());

        assertThat(read.cut()).isPositive();
        assertThat(read.followed()).isNotNull();
    }

    @Test
    void a_change_that_does_not_fit_when_it_is_packed_fails() {
        Random random = new Random(1);
        JournalEntry entry = with(
                entry(new Signal.TimePassed(), 1),
                levels(3_000, level -> Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())));

        assertThatThrownBy(entry::encode)
                .isInstanceOf(EntryTooLongException.class)
                .hasMessageContaining("65536");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"type\":\"drover.wished\",\"version\":1}",
                "{\"type\":\"drover.defined\",\"version\":2,\"migration\":\"m\",\"seq\":1}",
                "no JSON"
            })
    void what_no_release_or_a_later_one_wrote_is_refused(String text) {
        assertThatThrownBy(() -> Journaled.decode(text)).isInstanceOf(RuntimeException.class);
    }

    private static JournalEntry entry(Signal signal, int lines) {
        return new JournalEntry(
                Journaled.VERSION, "ex", 7, NOW, signal, null, null, Collections.nCopies(lines, LINE), 0, null);
    }

    private static JournalEntry with(JournalEntry entry, StateDocument after) {
        Followed followed = Followed.of(StateDocument.read("{}"), after);
        return new JournalEntry(
                Journaled.VERSION, "ex", 7, NOW, entry.signal(), null, null, entry.lines(), 0, followed);
    }

    private static StateDocument levels(int n, IntFunction<String> name) {
        String all = IntStream.range(0, n)
                .mapToObj(i -> "{\"name\":\"" + name.apply(i) + "\",\"parts\":1}")
                .collect(Collectors.joining(","));
        return StateDocument.read("{\"form\":2,\"levels\":[" + all + "]}");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
