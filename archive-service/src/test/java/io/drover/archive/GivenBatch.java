package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Phase;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.staging.Manifest;
import io.drover.worker.Batch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A batch of the evidence step whose inputs are given as lines, or as bytes. */
record GivenBatch(
        String execution,
        String migration,
        Map<String, ? extends Iterable<? extends JsonNode>> inputs,
        Map<String, byte[]> bytes,
        Runnable ownership)
        implements Batch {

    /** Nobody else works on it. */
    GivenBatch(
            String execution,
            String migration,
            Map<String, ? extends Iterable<? extends JsonNode>> inputs,
            Map<String, byte[]> bytes) {
        this(execution, migration, inputs, bytes, () -> {});
    }

    /** The same, which another attempt takes over after {@code questions} whether it is this one's. */
    GivenBatch takenAfter(int questions) {
        AtomicInteger asked = new AtomicInteger();
        return new GivenBatch(execution, migration, inputs, bytes, () -> {
            if (asked.getAndIncrement() >= questions) {
                throw new ConnectorException(
                        "STALE_ATTEMPT", FailureType.INTERNAL, "Attempt 1 no longer owns the batch");
            }
        });
    }

    @Override
    public Command command() {
        return new Command(
                Command.VERSION,
                new BatchId(execution, "evidence", Phase.ARCHIVE, 0),
                migration,
                1,
                "evidence",
                null,
                null,
                null,
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Instant.EPOCH);
    }

    @Override
    public <T> void read(String input, Class<T> type, Consumer<T> each) throws IOException {
        for (JsonNode line : lines(input)) {
            each.accept(ArchiveJson.MAPPER.treeToValue(line, type));
        }
    }

    @Override
    public <T> T readOne(String input, Class<T> type) throws IOException {
        return ArchiveJson.MAPPER.treeToValue(lines(input).iterator().next(), type);
    }

    @Override
    public boolean has(String input) {
        return inputs.containsKey(input) || bytes.containsKey(input);
    }

    @Override
    public Manifest.Part part(String input) {
        throw new UnsupportedOperationException(input);
    }

    @Override
    public InputStream open(String input) {
        return new ByteArrayInputStream(Objects.requireNonNull(bytes.get(input), input));
    }

    @Override
    public void fact(String word, String value) {
        throw new UnsupportedOperationException("evidence has no facts");
    }

    @Override
    public void write(String part, Object line) {
        throw new UnsupportedOperationException("evidence writes no part");
    }

    @Override
    public void end(String part) {
        throw new UnsupportedOperationException(part);
    }

    @Override
    public void finding(Finding finding) {
        throw new UnsupportedOperationException("evidence has no finding of its own");
    }

    @Override
    public void total(String word, long count) {
        throw new UnsupportedOperationException("evidence has no totals");
    }

    @Override
    public void checkOwnership() {
        ownership.run();
    }

    @Override
    public Source source() {
        throw new UnsupportedOperationException("evidence talks to no system");
    }

    @Override
    public Target target() {
        throw new UnsupportedOperationException("evidence talks to no system");
    }

    private Iterable<? extends JsonNode> lines(String input) {
        return Objects.requireNonNull(inputs.get(input), input);
    }
}
