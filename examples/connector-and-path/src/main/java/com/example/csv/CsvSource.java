package com.example.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.ConnectorException;
import io.drover.spi.EntityType;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** Reads folders and test cases. A slice is a range of lines, or of folders in the order in which they are first named. */
final class CsvSource implements Source {

    private final CsvFile file;

    CsvSource(CsvFile file) {
        this.file = file;
    }

    @Override
    public Check check() {
        try {
            long lines = file.read(Stream::count);
            return Check.passed(
                    List.of(file.path().toString(), lines + " lines"), CsvConnector.ID + " " + file.path().toAbsolutePath());
        } catch (ConnectorException e) {
            return Check.failed(e.code(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Survey plan(List<String> entityTypes, int batchSize, SurveySink sink) {
        Map<String, Long> counts = new HashMap<>();
        Columns columns = new Columns();
        for (String entityType : entityTypes) {
            Slices slices = new Slices(entityType, batchSize, sink);
            switch (entityType) {
                case CsvRow.FOLDER -> folders().forEach(slices::listed);
                case CsvRow.TEST_CASE ->
                    file.read(rows -> {
                        rows.forEach(row -> {
                            columns.see(row);
                            slices.listed(row.id());
                        });
                        return columns;
                    });
                default -> throw EntityType.unknown(CsvConnector.TITLE, entityType);
            }
            slices.end();
            counts.put(entityType, slices.count());
        }
        return new Survey(counts, columns.fields());
    }

    @Override
    public Optional<BatchSpec> read(BatchSpec spec, RecordSink sink) {
        long from = spec.cursor().path("from").asLong();
        long size = spec.cursor().path("size").asLong();
        if (spec.entityType().equals(CsvRow.FOLDER)) {
            folders().stream().skip(from).limit(size).forEach(path -> sink.record(folder(path)));
            return Optional.empty();
        }
        if (!spec.entityType().equals(CsvRow.TEST_CASE)) {
            throw EntityType.unknown(CsvConnector.TITLE, spec.entityType());
        }
        return file.read(rows -> {
            rows.skip(from).limit(size).forEach(row -> give(row, sink));
            return Optional.empty();
        });
    }

    private static void give(CsvRow row, RecordSink sink) {
        if (row.id().isEmpty()) {
            sink.finding(new Finding(
                    "ID_MISSING",
                    Severity.ERROR,
                    CsvRow.TEST_CASE,
                    row.name(),
                    "Id",
                    row.name(),
                    "The line has no id, so nobody could tell it from others. Give it one."));
        } else {
            sink.record(new Record(CsvRow.TEST_CASE, row.id(), row.toNode()));
        }
    }

    private SequencedSet<String> folders() {
        return file.read(rows -> {
            SequencedSet<String> paths = new LinkedHashSet<>();
            rows.map(CsvRow::folder).filter(folder -> !folder.isEmpty()).forEach(folder -> addWithParents(folder, paths));
            return paths;
        });
    }

    private static void addWithParents(String folder, SequencedSet<String> paths) {
        for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
            paths.add(folder.substring(0, slash));
        }
        paths.add(folder);
    }

    /** A folder's id is its path, {@code Login/Password}. */
    private static Record folder(String path) {
        int slash = path.lastIndexOf('/');
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", path.substring(slash + 1)).put("parent", slash < 0 ? null : path.substring(0, slash));
        return new Record(CsvRow.FOLDER, path, body);
    }

    @Override
    public void close() {
        // The file is open only while it is read.
    }
}
