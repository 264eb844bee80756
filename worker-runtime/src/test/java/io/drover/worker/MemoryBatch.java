package io.drover.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.staging.Manifest;
import io.drover.staging.StagedJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose parts are lists of JSON values, so that everything passes through JSON as it does in the staging store. For
 * the tests of operations, in every service.
 */
public final class MemoryBatch implements Batch {

    public static final ObjectMapper MAPPER = StagedJson.mapper();

    private final Map<String, List<JsonNode>> inputs = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> parts = new LinkedHashMap<>();
    /** As a batch on the staging store has it: the part that was written to longest ago is finished when there are too many. */
    private final Map<String, String> open = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > BatchParts.MAX_OPEN_PARTS;
        }
    };

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Long> totals = new LinkedHashMap<>();
    private final ObjectNode options = MAPPER.createObjectNode();
    private @Nullable Command command;
    private Claims.@Nullable Claim claim;
    private Supplier<Counts> soFar = () -> Counts.NONE;
    private final @Nullable Source source;
    private final @Nullable Target target;

    public MemoryBatch() {
        this(null, null);
    }

    public MemoryBatch(@Nullable Source source, @Nullable Target target) {
        this.source = source;
        this.target = target;
    }

    public MemoryBatch input(String name, List<?> lines) {
        inputs.put(name, lines.stream().<JsonNode>map(MAPPER::valueToTree).toList());
        return this;
    }

    public MemoryBatch option(String name, JsonNode value) {
        options.set(name, value);
        return this;
    }

    public <T> List<T> part(String name, Class<T> type) {
        return parts.getOrDefault(name, List.of()).stream()
                .map(line -> MAPPER.convertValue(line, type))
                .toList();
    }

    public Map<String, List<JsonNode>> parts() {
        return parts;
    }

    public Map<String, Long> totals() {
        return totals;
    }

    public List<Finding> findings() {
        return findings;
    }

    public List<String> codes() {
        return findings.stream().map(Finding::code).toList();
    }

    /** This command instead of a made-up one. */
    public MemoryBatch commanded(Command other) {
        command = other;
        return this;
    }

    /** Under this claim. */
    public MemoryBatch claimed(Claims.Claim held) {
        claim = held;
        return this;
    }

    @Override
    public Command command() {
        if (command != null) {
            return command;
        }
        return new Command(
                Command.VERSION,
                new BatchId("e1", "step", Phase.TRANSFORM, 0),
                "migration",
                1,
                "operation",
                null,
                source == null ? null : connection("zephyr"),
                target == null ? null : connection("qtest"),
                Map.of(),
                options,
                Instant.EPOCH);
    }

    @Override
    public <T> void read(String input, Class<T> type, Consumer<T> each) throws IOException {
        for (JsonNode line : Objects.requireNonNull(inputs.get(input), input)) {
            each.accept(MAPPER.treeToValue(line, type));
        }
    }

    @Override
    public <T> T readOne(String input, Class<T> type) throws IOException {
        List<T> lines = new ArrayList<>();
        read(input, type, lines::add);
        if (lines.size() != 1) {
            throw new IllegalStateException(input + " has " + lines.size() + " lines");
        }
        return lines.getFirst();
    }

    @Override
    public boolean has(String input) {
        return inputs.containsKey(input);
    }

    @Override
    public Manifest.Part part(String input) {
        throw new UnsupportedOperationException(input);
    }

    @Override
    public InputStream open(String input) {
        throw new UnsupportedOperationException(input);
    }

    @Override
    public synchronized void write(String part, Object line) {
        if (open.get(part) == null && parts.containsKey(part)) {
            throw new IllegalStateException("part " + part + " is finished already");
        }
        open.put(part, part);
        parts.computeIfAbsent(part, name -> new ArrayList<>()).add(MAPPER.valueToTree(line));
    }

    @Override
    public synchronized void end(String part) {
        open.remove(part);
    }

    @Override
    public synchronized void finding(Finding finding) {
        findings.add(finding);
    }

    @Override
    public synchronized void total(String word, long count) {
        totals.put(word, count);
    }

    @Override
    public void fact(String word, String value) {
        facts.put(word, value);
    }

    public Map<String, String> facts() {
        return facts;
    }

    @Override
    public Claims.Claim claim() {
        return Objects.requireNonNull(claim, "claimed");
    }

    @Override
    public void soFar(Supplier<Counts> counts) {
        soFar = counts;
    }

    /** What counts when it is given up now. */
    public Counts soFar() {
        return soFar.get();
    }

    @Override
    public void checkOwnership() {
        // Nobody else works on it.
    }

    @Override
    public Source source() {
        return Objects.requireNonNull(source);
    }

    @Override
    public Target target() {
        return Objects.requireNonNull(target);
    }

    private static ConnectionRef connection(String name) {
        return new ConnectionRef(name, name, MAPPER.createObjectNode(), Map.of(), 4);
    }
}
