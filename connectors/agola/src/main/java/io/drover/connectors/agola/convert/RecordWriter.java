package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.Shape.Struct;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Writes one record of v0.8 as a line of JSON, in one pass over the record of v0.7. */
final class RecordWriter {

    private final String time;
    private final Report report;
    private final ValueWriter values;
    private final Bytes line = new Bytes();

    RecordWriter(Instant at, Report report) {
        this.time = GoTime.format(at);
        this.report = report;
        this.values = new ValueWriter(report);
    }

    /**
     * Writes a record.
     *
     * @param id the new record's id
     * @param added JSON of the fields that the shape says are added with each record
     * @return the line; valid until the next record is written
     */
    Bytes write(NewKind kind, String id, Struct shape, Entry entry, Map<String, String> added)
            throws IOException, ConversionException {
        report.begin(entry);
        Bytes written;
        try (JsonParser in = GoJson.FACTORY.createParser(
                entry.data().array(), 0, entry.data().length())) {
            written = write(kind, id, shape, in, entry, added);
        } catch (ValueWriter.OtherOrder e) {
            // Written by an older v0.7, whose types had their fields in another order.
            report.begin(entry);
            written = write(kind, id, shape, tree(entry), entry, added);
        } catch (JsonProcessingException e) {
            throw notJson(entry);
        }
        report.end();
        return written;
    }

    /** Writes a record that is part of another one. */
    Bytes write(NewKind kind, String id, Struct shape, JsonNode node, Entry entry)
            throws IOException, ConversionException {
        return write(kind, id, shape, node, entry, Map.of());
    }

    /** The value of a field that the shape says is to be seen, in the record written last; empty if it had none. */
    String observed(String name) {
        return values.observed(name);
    }

    static JsonNode tree(Entry entry) throws IOException, ConversionException {
        try {
            return GoJson.MAPPER.readTree(entry.data().array(), 0, entry.data().length());
        } catch (JsonProcessingException e) {
            throw notJson(entry);
        }
    }

    private Bytes write(NewKind kind, String id, Struct shape, JsonNode node, Entry entry, Map<String, String> added)
            throws IOException, ConversionException {
        try (JsonParser in = Sorter.sort(node, shape).traverse(GoJson.MAPPER)) {
            return write(kind, id, shape, in, entry, added);
        } catch (ValueWriter.OtherOrder e) {
            throw new IllegalStateException("A sorted record is not in order: " + entry.name(), e);
        }
    }

    private Bytes write(NewKind kind, String id, Struct shape, JsonParser in, Entry entry, Map<String, String> added)
            throws IOException, ConversionException, ValueWriter.OtherOrder {
        line.reset();
        try (JsonGenerator out = GoJson.FACTORY.createGenerator(line)) {
            out.writeStartObject();
            out.writeObjectFieldStart("exportMeta");
            out.writeStringField("kind", kind.word());
            out.writeEndObject();
            out.writeStringField("id", id);
            out.writeStringField("creationTime", time);
            out.writeStringField("updateTime", time);
            values.record(in, shape, out, entry, added);
            out.writeEndObject();
            out.writeRaw('\n');
        }
        return line;
    }

    private static ConversionException notJson(Entry entry) {
        return new ConversionException(
                Reason.BAD_DATA, "The data of " + entry.name() + " is not a JSON document. Export again from v0.7.");
    }
}
