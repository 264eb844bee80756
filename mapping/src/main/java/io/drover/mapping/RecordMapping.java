package io.drover.mapping;

import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Maps records so that one bad record is one rejected record, and what comes out is clean. */
public final class RecordMapping {

    private final Mapper mapper;
    private final String originField;

    public RecordMapping(Mapper mapper, FieldMap fieldMap) {
        this.mapper = mapper;
        this.originField = fieldMap.originField();
    }

    /** The target records that a source record becomes; none when it is rejected. */
    public List<Record> map(Record source, Consumer<Finding> findings) {
        // Findings wait, so that what fails while a record is mapped is the record and never the batch.
        Emitted emitted = new Emitted();
        try {
            mapper.map(source, emitted);
            emitted.records.forEach(target -> CleanBody.of(
                    target.body(), originField, new Findings(target.entityType(), target.id(), emitted::finding)));
        } catch (ConnectorException e) {
            throw e; // about the batch
        } catch (RuntimeException e) {
            emitted.records.clear();
            String what =
                    e instanceof IllegalArgumentException ? "" : e.getClass().getSimpleName() + ": ";
            new Findings(source.entityType(), source.id(), emitted::finding)
                    .error(
                            "RECORD_NOT_MAPPABLE",
                            null,
                            what + e.getMessage(),
                            "this " + source.entityType() + " was not moved; look at the record in the source");
        }
        if (!emitted.records.isEmpty()) {
            tellContentsLeftOut(source, emitted);
        }
        emitted.said.forEach(findings);
        return emitted.records;
    }

    /** What its mapper neither hands on nor says anything about would be gone in silence. */
    private static void tellContentsLeftOut(Record source, Emitted emitted) {
        Set<String> handedOn = emitted.records.stream()
                .flatMap(target -> target.contents().stream())
                .map(Content::id)
                .collect(Collectors.toSet());
        Set<String> told = emitted.said.stream()
                .map(finding -> String.valueOf(finding.field()))
                .collect(Collectors.toSet());
        source.contents().stream()
                .filter(content -> !handedOn.contains(content.id()) && !told.contains(content.name()))
                .forEach(content -> new Findings(source.entityType(), source.id(), emitted::finding)
                        .error(
                                "CONTENT_NOT_MAPPED",
                                content.name(),
                                content.id(),
                                "the path does not hand on this content; it is not in the target"));
    }

    private static final class Emitted implements Emitter {

        private final List<Record> records = new ArrayList<>();
        private final List<Finding> said = new ArrayList<>();

        @Override
        public void emit(Record target) {
            records.add(target);
        }

        @Override
        public void finding(Finding finding) {
            said.add(Findings.clean(finding));
        }
    }
}
