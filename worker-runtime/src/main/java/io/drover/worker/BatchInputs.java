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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a command names as its inputs, found in the staging store. */
final class BatchInputs {

    /** An input {@code name-*} stands for {@code name-000000}, {@code name-000001} … : one per TRANSFORM batch. */
    private static final String MANY = "-*";

    /** Of manifests of transform batches; some 600 bytes each. */
    private static final int MOST_KEPT = 8_192;

    private final Command command;
    private final StagingStore store;
    private final Supplier<FileSeal> seal;
    private final Map<String, Map<String, Manifest.Part>> kept = new ConcurrentHashMap<>();

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
        for (Manifest.Part part : parts(input)) {
            PartReader.forEach(store, part, type, each);
        }
    }

    /** @param index from 0, over all parts of the input; only the part that has the line is opened */
    <T> Optional<T> line(String input, long index, Class<T> type) throws IOException {
        long before = 0;
        for (Manifest.Part part : parts(input)) {
            if (index < before + part.records()) {
                return Optional.of(PartReader.line(store, part, index - before, type));
            }
            before += part.records();
        }
        return Optional.empty();
    }

    /** In order; none when the attempt wrote no line. */
    private List<Manifest.Part> parts(String input) throws IOException {
        Input where = required(input);
        if (!command.inputs().containsKey(input)) {
            return each(where).stream().toList();
        }
        Manifest manifest = manifest(where);
        if (!where.part().endsWith(MANY)) {
            return manifest.part(where.part()).stream().toList();
        }
        return PartNames.family(manifest.parts(), where.part());
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
        Input where = required(input);
        return manifest(where).part(where.part());
    }

    /** What link reads of the manifest of a transform batch, which it comes back to in each of its readings. */
    private Optional<Manifest.Part> each(Input where) throws IOException {
        Map<String, Manifest.Part> known = kept.get(where.manifest());
        if (known == null) {
            known = manifest(where).parts().stream()
                    .filter(part -> command.inputs().values().stream()
                            .anyMatch(input -> input.part().equals(part.name())))
                    .collect(Collectors.toUnmodifiableMap(Manifest.Part::name, Function.identity()));
            if (kept.size() < MOST_KEPT) {
                kept.put(where.manifest(), known);
            }
        }
        return Optional.ofNullable(known.get(where.part()));
    }

    private Manifest manifest(Input where) throws IOException {
        return Manifests.read(store, where.manifest()).orElseThrow(() -> new NoSuchFileException(where.manifest()));
    }

    private Input required(String input) {
        Input where = where(input);
        if (where == null) {
            throw new IllegalArgumentException("batch " + command.batch() + " has no input " + input);
        }
        return where;
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
