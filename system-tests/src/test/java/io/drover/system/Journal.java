package io.drover.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the coordinator wrote down about an execution. */
record Journal(List<Line> lines) {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Line(Instant at, String what, String phase, String batch, int attempt, String detail) {}

    static Journal of(Api api, String execution) {
        return new Journal(api.get("/executions/" + execution + "/log")
                .text()
                .lines()
                .map(Journal::line)
                .toList());
    }

    private static Line line(String json) {
        try {
            JsonNode line = JSON.readTree(json);
            return new Line(
                    Instant.parse(line.path("at").asText()),
                    line.path("what").asText(),
                    line.path("phase").asText(""),
                    line.path("batch").asText(""),
                    line.path("attempt").asInt(),
                    line.path("detail").asText(""));
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
                .filter(line -> line.what().equals("command.issued") && line.attempt() > 1)
                .count();
    }

    Optional<Instant> done(String batch) {
        return lines.stream()
                .filter(line -> line.what().equals("batch.done") && line.batch().equals(batch))
                .map(Line::at)
                .findFirst();
    }

    /** When the first batch was done after {@code since}. */
    Optional<Instant> nextDone(Instant since) {
        return lines.stream()
                .filter(line -> line.what().equals("batch.done") && !line.at().isBefore(since))
                .map(Line::at)
                .findFirst();
    }
}
