package io.drover.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Input;
import io.drover.contracts.Phase;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.staging.FileSeal;
import io.drover.staging.Manifest;
import io.drover.staging.PartInput;
import io.drover.staging.SealedOutput;
import io.drover.staging.StagingStore;
import io.drover.worker.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A batch of the archive step, whose inputs are sealed files in a real store. */
final class FilesBatch implements Batch {

    static final String EXECUTION = "20261120-093000-000-abc";
    private static final FileSeal SEAL = new FileSeal(Base64.getEncoder().encodeToString(new byte[32]));

    final Map<String, Long> totals = new HashMap<>();
    final Map<String, String> facts = new HashMap<>();
    private final StagingStore store;
    private final Map<String, Manifest.Part> files = new HashMap<>();
    private final ObjectNode options = ArchiveJson.MAPPER.createObjectNode();
    private boolean stale;

    FilesBatch(StagingStore store) {
        this.store = store;
    }

    FilesBatch file(String input, byte[] content) throws IOException {
        return file(input, content, 1);
    }

    /** A file that is {@code piece} a number of times. */
    FilesBatch file(String input, byte[] piece, int times) throws IOException {
        String key = "executions/" + EXECUTION + "/" + input + "/extract/000000/1-x/file.zst.pgp";
        SealedOutput out = SealedOutput.create(store, SEAL, "file", key);
        for (int i = 0; i < times; i++) {
            out.write(piece);
        }
        out.close();
        files.put(input, out.part());
        return this;
    }

    FilesBatch password(String secret) {
        options.put("passwordSecret", secret);
        return this;
    }

    FilesBatch stale() {
        stale = true;
        return this;
    }

    @Override
    public Command command() {
        Map<String, Input> inputs = new HashMap<>();
        files.keySet()
                .forEach(input -> inputs.put(
                        input, new Input(new BatchId(EXECUTION, input, Phase.EXTRACT, 0).manifestKey(), "file")));
        return new Command(
                Command.VERSION,
                new BatchId(EXECUTION, "archive-backup", Phase.ARCHIVE, 0),
                "route",
                1,
                "archive",
                null,
                null,
                null,
                inputs,
                options,
                Instant.EPOCH);
    }

    @Override
    public boolean has(String input) {
        return files.containsKey(input);
    }

    @Override
    public Manifest.Part part(String input) {
        return Objects.requireNonNull(files.get(input), input);
    }

    @Override
    public InputStream open(String input) throws IOException {
        return PartInput.open(store, SEAL, part(input));
    }

    @Override
    public void total(String word, long count) {
        totals.put(word, count);
    }

    @Override
    public void fact(String word, String value) {
        facts.put(word, value);
    }

    @Override
    public void checkOwnership() {
        if (stale) {
            throw new ConnectorException("STALE_ATTEMPT", FailureType.INTERNAL, "Attempt 1 no longer owns the batch");
        }
    }

    @Override
    public <T> void read(String input, Class<T> type, Consumer<T> each) {
        throw new UnsupportedOperationException("files have no lines");
    }

    @Override
    public <T> T readOne(String input, Class<T> type) {
        throw new UnsupportedOperationException("files have no lines");
    }

    @Override
    public void write(String part, Object line) {
        throw new UnsupportedOperationException("the archive is no part");
    }

    @Override
    public void end(String part) {
        throw new UnsupportedOperationException(part);
    }

    @Override
    public void finding(Finding finding) {
        throw new UnsupportedOperationException("an archive has no finding");
    }

    @Override
    public Source source() {
        throw new UnsupportedOperationException("the archive talks to no system");
    }

    @Override
    public Target target() {
        throw new UnsupportedOperationException("the archive talks to no system");
    }
}
