package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Input;
import io.drover.contracts.Phase;
import io.drover.staging.FileSeal;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartInput;
import io.drover.staging.PartReader;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a command names as its inputs, found in the staging store. */
final class BatchInputs {

    /** An input {@code name-*} stands for {@code name-000000}, {@code name-000001} … : one per TRANSFORM batch. */
    private static final String MANY = "-*";

    private final Command command;
    private final StagingStore store;
    private final Supplier<FileSeal> seal;

    /** @param seal asked only when a sealed file is opened */
    BatchInputs(Command command, StagingStore store, Supplier<FileSeal> seal) {
        this.command = command;
        this.store = store;
        this.seal = seal;
    }

    boolean has(String input) {
        return where(input) != null;
    }

    <T> void read(String input, Class<T> type, Consumer<T> each) throws IOException {
        Manifest.Part part = find(input).orElse(null);
        if (part != null) { // an attempt that wrote no line has no such part
            PartReader.forEach(store, part, type, each);
        }
    }

    Manifest.Part part(String input) throws IOException {
        return find(input)
                .orElseThrow(() -> new IllegalArgumentException(
                        "input " + input + " of batch " + command.batch() + " was never written"));
    }

    InputStream open(Manifest.Part part) throws IOException {
        return part.isSealed() ? PartInput.open(store, seal.get(), part) : PartInput.open(store, part);
    }

    /** The inputs that are sealed files, by name. */
    SortedMap<String, Manifest.Part> files() throws IOException {
        SortedMap<String, Manifest.Part> files = new TreeMap<>();
        for (String input : command.inputs().keySet()) {
            if (!input.endsWith(MANY)) {
                find(input).filter(Manifest.Part::isSealed).ifPresent(part -> files.put(input, part));
            }
        }
        return files;
    }

    private Optional<Manifest.Part> find(String input) throws IOException {
        Input where = where(input);
        if (where == null) {
            throw new IllegalArgumentException("batch " + command.batch() + " has no input " + input);
        }
        return Manifests.read(store, where.manifest())
                .orElseThrow(() -> new NoSuchFileException(where.manifest()))
                .part(where.part());
    }

    private @Nullable Input where(String name) {
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
}
