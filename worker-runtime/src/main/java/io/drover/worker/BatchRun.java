package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Counts;
import io.drover.contracts.Input;
import io.drover.contracts.Phase;
import io.drover.contracts.Usage;
import io.drover.spi.Finding;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartReader;
import io.drover.staging.PartWriter;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link Batch} on the staging store. Parts are written under keys of this attempt alone; the manifest makes them count. */
final class BatchRun implements Batch, AutoCloseable {

    private static final String FINDINGS = "findings";
    /** An input {@code name-*} stands for {@code name-000000}, {@code name-000001} … : one per TRANSFORM batch. */
    private static final String MANY = "-*";
    /** More open parts than this, and the one that was written to longest ago is finished: an open part costs buffers. */
    private static final int MAX_OPEN_PARTS = 8;

    private final Command command;
    private final StagingStore store;
    private final Connectors connectors;
    private final String prefix;
    private final CountingMeter meter = new CountingMeter();
    private final Map<String, PartWriter> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Manifest.Part> finished = new LinkedHashMap<>();
    private final Map<String, Integer> findings = new HashMap<>();
    private final Map<String, Long> totals = new HashMap<>();
    private @Nullable Source source;
    private @Nullable Target target;

    BatchRun(Command command, StagingStore store, Connectors connectors) {
        this.command = command;
        this.store = store;
        this.connectors = connectors;
        this.prefix = "executions/%s/%d-%s/"
                .formatted(
                        command.batch(),
                        command.attempt(),
                        UUID.randomUUID().toString().substring(0, 8));
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public boolean has(String input) {
        return input(input) != null;
    }

    @Override
    public <T> void read(String input, Class<T> type, Consumer<T> each) throws IOException {
        Input where = input(input);
        if (where == null) {
            throw new IllegalArgumentException("batch " + command.batch() + " has no input " + input);
        }
        Manifest manifest =
                Manifests.read(store, where.manifest()).orElseThrow(() -> new NoSuchFileException(where.manifest()));
        Manifest.Part part = manifest.part(where.part()).orElse(null);
        if (part == null) {
            return; // an attempt that wrote no line has no such part
        }
        PartReader.forEach(store, part, type, each);
    }

    @Override
    public <T> T readOne(String input, Class<T> type) throws IOException {
        List<T> lines = new ArrayList<>();
        read(input, type, lines::add);
        if (lines.size() != 1) {
            throw new IllegalStateException(
                    "input " + input + " of batch " + command.batch() + " has " + lines.size() + " lines, not one");
        }
        return lines.getFirst();
    }

    @Override
    public synchronized void write(String part, Object line) {
        try {
            writer(part).write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PartWriter writer(String part) throws IOException {
        PartWriter writer = open.get(part);
        if (writer != null) {
            return writer;
        }
        if (finished.containsKey(part)) {
            throw new IllegalStateException("part " + part + " of " + command.batch() + " is finished already");
        }
        if (open.size() == MAX_OPEN_PARTS) {
            finish(open.keySet().iterator().next());
        }
        PartWriter created = PartWriter.create(store, part, prefix + part + ".jsonl.zst");
        open.put(part, created);
        return created;
    }

    private void finish(String part) throws IOException {
        PartWriter writer = open.remove(part);
        if (writer != null) {
            finished.put(part, writer.close());
        }
    }

    @Override
    public synchronized void finding(Finding finding) {
        write(FINDINGS, finding);
        findings.merge(finding.code(), 1, Integer::sum);
    }

    @Override
    public synchronized void total(String word, long count) {
        totals.put(word, count);
    }

    @Override
    public synchronized Source source() {
        if (source == null) {
            source = connectors.openSource(required(command.source(), "source"), meter);
        }
        return source;
    }

    @Override
    public synchronized Target target() {
        if (target == null) {
            target = connectors.openTarget(required(command.target(), "target"), meter);
        }
        return target;
    }

    Usage usage() {
        return meter.usage();
    }

    /** Closes the parts and writes the manifest. @return the manifest that counts: this one, or an earlier winner's */
    synchronized Manifest commit(Counts counts, String worker) throws IOException {
        for (String part : List.copyOf(open.keySet())) {
            finish(part);
        }
        List<Manifest.Part> parts = List.copyOf(finished.values());
        Map<String, Long> words = new HashMap<>(totals);
        words.putAll(CountWords.toMap(counts));
        Manifest manifest = new Manifest(command.batch().toString(), command.attempt(), worker, parts, words, findings);
        return Manifests.commit(store, command.batch().manifestKey(), manifest);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(PartWriter::abort);
        if (source != null) {
            source.close();
        }
        if (target != null) {
            target.close();
        }
    }

    private @Nullable Input input(String name) {
        Input exact = command.inputs().get(name);
        if (exact != null) {
            return exact;
        }
        int dash = name.lastIndexOf('-');
        Input pattern = dash < 0 ? null : command.inputs().get(name.substring(0, dash) + MANY);
        if (pattern == null) {
            return null;
        }
        int number = Integer.parseInt(name.substring(dash + 1));
        int batches = command.options().path("transformBatches").asInt();
        if (number >= batches) {
            return null;
        }
        BatchId each = new BatchId(command.batch().execution(), command.batch().step(), Phase.TRANSFORM, number);
        return new Input(each.manifestKey(), pattern.part());
    }

    private ConnectionRef required(@Nullable ConnectionRef ref, String role) {
        if (ref == null) {
            throw new IllegalArgumentException("command for " + command.batch() + " names no " + role);
        }
        return ref;
    }
}
