package io.drover.connectors.agola;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An attempt whose files are in memory. */
class MemoryTask implements Task {

    static final String AT = "2026-11-20T08:13:52.065Z";

    private final Map<String, byte[]> inputs = new TreeMap<>();
    final Map<String, byte[]> files = new TreeMap<>();
    final Map<String, Long> totals = new TreeMap<>();
    final Map<String, String> facts = new TreeMap<>();
    final List<Finding> findings = new ArrayList<>();
    final List<Entry> record = new ArrayList<>();
    private final ObjectNode options = JsonNodeFactory.instance.objectNode().put("at", AT);
    private boolean permitted = true;
    int checks;

    record Entry(String what, Map<String, String> detail) {}

    MemoryTask option(String name, String value) {
        options.put(name, value);
        return this;
    }

    MemoryTask source(ObjectNode settings) {
        options.set("source", settings);
        return this;
    }

    MemoryTask input(String name, byte[] file) {
        inputs.put(name, file);
        return this;
    }

    MemoryTask withoutPermit() {
        permitted = false;
        return this;
    }

    byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    List<String> codes() {
        return findings.stream().map(Finding::code).toList();
    }

    /** {@code what method path status}, in order. */
    List<String> requests() {
        return record.stream()
                .map(entry -> entry.what() + " " + entry.detail().get("method") + " "
                        + String.valueOf(entry.detail().get("url")).replaceFirst("http://[^/]*/api/v1alpha", "")
                        + (entry.detail().containsKey("status")
                                ? " " + entry.detail().get("status")
                                : ""))
                .toList();
    }

    @Override
    public ObjectNode options() {
        return options;
    }

    @Override
    public int asked() {
        return 0;
    }

    @Override
    public Map<String, String> remembered() {
        return Map.of();
    }

    @Override
    public boolean has(String input) {
        return inputs.containsKey(input);
    }

    @Override
    public InputStream open(String input) {
        return new ByteArrayInputStream(Objects.requireNonNull(inputs.get(input), input));
    }

    @Override
    public String sha256(String input) {
        return ExportHash.of(Objects.requireNonNull(inputs.get(input), input));
    }

    @Override
    public long size(String input) {
        return Objects.requireNonNull(inputs.get(input), input).length;
    }

    @Override
    public OutputStream create(String part) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                super.close();
                files.put(part, toByteArray());
            }
        };
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void total(String word, long count) {
        assertWord(word);
        totals.put(word, count);
        if (totals.size() > 64) {
            throw new IllegalArgumentException("more than 64 totals");
        }
    }

    @Override
    public void fact(String word, String value) {
        assertWord(word);
        facts.put(word, value);
    }

    private static void assertWord(String word) {
        if (!word.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(word);
        }
    }

    @Override
    public Evidence evidence() {
        return (what, detail) -> record.add(new Entry(what, new TreeMap<>(detail)));
    }

    @Override
    public void deed() {
        // Agola's operations send over HTTP only.
    }

    @Override
    public void checkWait() {
        checkPermit();
    }

    @Override
    public void checkPermit() {
        checks++;
        if (!permitted) {
            throw new ConnectorException("CONSENT_EXPIRED", FailureType.USER, "The consent expired.");
        }
    }
}
