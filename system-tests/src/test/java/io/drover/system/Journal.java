package io.drover.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.drover.api.JournalLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the coordinator wrote down about an execution. */
record Journal(List<JournalLine> lines) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    static Journal of(Api api, String execution) {
        return new Journal(api.get("/executions/" + execution + "/log")
                .text()
                .lines()
                .map(Journal::line)
                .toList());
    }

    private static JournalLine line(String json) {
        try {
            return JSON.readValue(json, JournalLine.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count(String what) {
        return lines.stream().filter(line -> line.what().equals(what)).count();
    }

    /** Commands beyond the first for a batch. */
    long extraAttempts() {
        return lines.stream()
                .filter(line -> line.what().equals(JournalLine.ISSUED) && line.attempt() > 1)
                .count();
    }

    Optional<Instant> done(String batch) {
        return lines.stream()
                .filter(line -> line.what().equals(JournalLine.DONE) && batch.equals(line.batch()))
                .map(JournalLine::at)
                .findFirst();
    }

    /** When the first batch was done after {@code since}. */
    Optional<Instant> nextDone(Instant since) {
        return lines.stream()
                .filter(line ->
                        line.what().equals(JournalLine.DONE) && !line.at().isBefore(since))
                .map(JournalLine::at)
                .findFirst();
    }
}
