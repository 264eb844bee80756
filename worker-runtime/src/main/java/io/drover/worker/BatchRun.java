package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import io.drover.contracts.Usage;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.spi.Finding;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A {@link Batch} on the staging store: what it reads and tells, and the manifest that makes its parts count. */
final class BatchRun implements Batch, AutoCloseable {

    /** The total that says how many findings have severity ERROR. */
    private static final String ERRORS = "errors";

    private static final int FACT_LIMIT = 200;

    private final Command command;
    private final StagingStore store;
    private final SecretStore secrets;
    private final BatchInputs inputs;
    private final CountingMeter meter;
    private final Opened opened;
    private final BatchParts parts;
    private final Map<String, Integer> findings = new HashMap<>();
    private final Map<String, Long> totals = new TreeMap<>();
    private final Map<String, String> facts = new TreeMap<>();
    private @Nullable Boolean deedBegun;
    private @Nullable String skipped;
    private volatile Claims.@Nullable Claim claim;
    private Supplier<Counts> soFar = () -> Counts.NONE;

    /** @param secrets asked only when a file is written or opened */
    BatchRun(Command command, StagingStore store, Connectors connectors, SecretStore secrets) {
        this.command = command;
        this.store = store;
        this.secrets = secrets;
        this.inputs = new BatchInputs(command, store, secrets::fileSeal);
        this.meter = new CountingMeter(command.batch());
        this.opened = new Opened(command, connectors, meter);
        this.parts = new BatchParts(command, store);
    }

    @Override
    public Command command() {
        return command;
    }

    /** Tells under which claim the batch is done. */
    void own(Claims.Claim held) {
        claim = held;
    }

    /** Whether it was; who never had it has done nothing. */
    boolean isOwned() {
        return claim != null;
    }

    @Override
    public Claims.Claim claim() {
        Claims.Claim held = claim;
        return held == null ? Batch.super.claim() : held;
    }

    @Override
    public void checkOwnership() {
        claim().checkOwnership();
    }

    @Override
    public synchronized void soFar(Supplier<Counts> counts) {
        soFar = counts;
    }

    /** What was done of a batch that is given up. */
    synchronized Counts soFar() {
        return soFar.get();
    }

    /** Number of findings by code, as far as it came. */
    synchronized Map<String, Integer> findings() {
        return Map.copyOf(findings);
    }

    BatchInputs inputs() {
        return inputs;
    }

    /** Says whether something was changed outside, or may have been. */
    synchronized void deedBegun(boolean begun) {
        deedBegun = begun;
    }

    /** Null when it was not asked: the attempt did not come so far, or is none of a connector's operation. */
    synchronized @Nullable Boolean deedBegun() {
        return deedBegun;
    }

    /** Says that there was nothing to do, and why. */
    synchronized void skip(String reason) {
        skipped = masks().of(reason);
    }

    @Override
    public boolean has(String input) {
        return inputs.has(input);
    }

    @Override
    public <T> void read(String input, Class<T> type, Consumer<T> each) throws IOException {
        inputs.read(input, type, line -> {
            Failpoint.MID_BATCH.pass(command.batch());
            goesOn();
            each.accept(line);
        });
    }

    @Override
    public <T> Optional<T> readLine(String input, long index, Class<T> type) throws IOException {
        return inputs.line(input, index, type);
    }

    @Override
    public Manifest.Part part(String input) throws IOException {
        return inputs.part(input);
    }

    @Override
    public InputStream open(String input) throws IOException {
        return inputs.open(inputs.part(input));
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

    /** Between two records. What a target has answered is written down all the same. */
    private void goesOn() {
        Claims.Claim held = claim;
        if (held != null) {
            held.checkCancelled();
        }
    }

    @Override
    public synchronized void write(String part, Object line) {
        if (command.batch().phase() != Phase.LOAD) {
            goesOn();
        }
        try {
            parts.writer(part).write(line);
            Failpoint.MID_BATCH.pass(command.batch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void end(String part) {
        try {
            parts.finish(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a sealed file among the parts; it counts when it was closed before the batch is committed. */
    synchronized OutputStream create(String part) throws IOException {
        return parts.create(part, secrets.fileSeal());
    }

    /**
     * Masks for what a connector tells: a system's answer may repeat the token that it was sent.
     *
     * @throws io.drover.spi.ConnectorException when the values cannot be read, since then nothing can be masked
     */
    Masks masks() {
        return opened.masks();
    }

    @Override
    public void finding(Finding finding) {
        told(masks().of(finding));
    }

    private synchronized void told(Finding finding) {
        write(BatchParts.FINDINGS, finding);
        findings.merge(finding.code(), 1, Integer::sum);
        if (finding.severity() == Finding.Severity.ERROR) {
            totals.merge(ERRORS, 1L, Long::sum);
        }
    }

    @Override
    public synchronized void total(String word, long count) {
        totals.put(word, count);
    }

    @Override
    public String withoutSecrets(String said) {
        return masks().of(said);
    }

    @Override
    public void fact(String word, String value) {
        keep(word, masks().of(value));
    }

    private synchronized void keep(String word, String value) {
        if (value.length() > FACT_LIMIT) {
            throw new IllegalArgumentException("fact " + word + " has " + value.length() + " characters, at most "
                    + FACT_LIMIT + " travel in a message");
        }
        facts.put(word, value);
    }

    synchronized Map<String, Long> totals() {
        return new TreeMap<>(totals);
    }

    synchronized Map<String, String> facts() {
        return new TreeMap<>(facts);
    }

    /** The files that were closed, as the manifest is going to name them. */
    synchronized List<Manifest.Part> files() {
        return parts.files();
    }

    @Override
    public Source source() {
        return opened.source();
    }

    @Override
    public Target target() {
        return opened.target();
    }

    CountingMeter meter() {
        return meter;
    }

    Usage usage() {
        return meter.usage();
    }

    /** Closes the parts and writes the manifest. @return the manifest that counts: this one, or an earlier winner's */
    synchronized Manifest commit(Counts counts, String worker) throws IOException {
        Failpoint.EFFECT_DONE.pass(command.batch());
        Manifest manifest = new Manifest(
                command.batch().toString(),
                command.attempt(),
                worker,
                parts.finish(),
                CountWords.toMap(counts, totals),
                findings,
                facts,
                totals,
                skipped);
        parts.offered();
        Manifest winner = Manifests.commit(store, command.batch().manifestKey(), manifest);
        if (!winner.equals(manifest)) {
            parts.removeFiles();
        }
        Failpoint.MANIFEST_WRITTEN.pass(command.batch());
        return winner;
    }

    @Override
    public void close() {
        Thread.interrupted(); // a batch that was interrupted leaves nothing behind either
        synchronized (this) {
            parts.abort();
        }
        opened.close();
    }
}
