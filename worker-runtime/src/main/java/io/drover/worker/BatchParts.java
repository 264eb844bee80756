package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.staging.FileSeal;
import io.drover.staging.Manifest;
import io.drover.staging.PartWriter;
import io.drover.staging.SealedOutput;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What one attempt writes: parts and sealed files, under keys of this attempt alone. Not safe for use by several threads. */
final class BatchParts {

    static final String FINDINGS = "findings";
    /** More open parts than this, and the one that was written to longest ago is finished: an open part costs buffers. */
    static final int MAX_OPEN_PARTS = 8;

    private static final Logger LOG = Logger.getLogger(BatchParts.class);

    private final BatchId batch;
    private final StagingStore store;
    private final String prefix;
    private final Map<String, PartWriter> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Manifest.Part> finished = new LinkedHashMap<>();
    private final Map<String, SealedOutput> files = new LinkedHashMap<>();
    private boolean offered;

    BatchParts(Command command, StagingStore store) {
        this.batch = command.batch();
        this.store = store;
        this.prefix = "executions/%s/%d-%s/"
                .formatted(
                        batch, command.attempt(), UUID.randomUUID().toString().substring(0, 8));
    }

    /** Of a part that was not finished; begins it. */
    PartWriter writer(String part) throws IOException {
        PartWriter writer = open.get(part);
        if (writer != null) {
            return writer;
        }
        if (finished.containsKey(part)) {
            throw new IllegalStateException("part " + part + " of " + batch + " is finished already");
        }
        if (open.size() == MAX_OPEN_PARTS) {
            // Findings may come until the end.
            String longestAgo = open.keySet().stream()
                    .filter(name -> !name.equals(FINDINGS))
                    .findFirst()
                    .orElseThrow();
            finish(longestAgo);
        }
        PartWriter created = PartWriter.create(store, part, prefix + part + ".jsonl.zst");
        open.put(part, created);
        return created;
    }

    void finish(String part) throws IOException {
        PartWriter writer = open.remove(part);
        if (writer != null) {
            finished.put(part, writer.close());
        }
    }

    /** Closes what is open, and says what the manifest is going to name. */
    List<Manifest.Part> finish() throws IOException {
        for (String part : List.copyOf(open.keySet())) {
            finish(part);
        }
        return Stream.concat(finished.values().stream(), files().stream()).toList();
    }

    /** Begins a sealed file. */
    OutputStream create(String part, FileSeal seal) throws IOException {
        if (files.containsKey(part) || finished.containsKey(part) || open.containsKey(part)) {
            throw new IllegalStateException("part " + part + " of " + batch + " was begun already");
        }
        SealedOutput file = SealedOutput.create(store, seal, part, prefix + part + Manifest.Part.SEALED);
        files.put(part, file);
        return file;
    }

    /** The files that were closed. */
    List<Manifest.Part> files() {
        return files.values().stream()
                .filter(SealedOutput::isWhole)
                .map(SealedOutput::part)
                .toList();
    }

    /** A manifest is about to name them: from here on only the store knows whether the files count. */
    void offered() {
        offered = true;
    }

    /** Leaves nothing of what was not offered. */
    void abort() {
        open.values().forEach(PartWriter::abort);
        files.values().forEach(SealedOutput::abort);
        if (!offered) {
            removeFiles();
        }
    }

    /** Files may be large, and nobody is going to read these. */
    void removeFiles() {
        for (Manifest.Part file : files()) {
            try {
                store.deleteAll(file.key());
            } catch (IOException e) {
                LOG.warnf(e, "Cannot remove a file that does not count key=%s", file.key());
            }
        }
    }
}
