package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.BatchId;
import io.drover.contracts.Messages;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
}
