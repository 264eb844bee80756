package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.ValueShape.Struct;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Writes one record of v0.8 as a line of JSON. */
final class RecordWriter {

    private final String time;
    private final byte[] times;
    private final Map<NewKind, byte[]> heads = new EnumMap<>(NewKind.class);
    private final ConversionReport report;
    private final Bytes line = new Bytes();
    private Observed observed = Observed.NOTHING;

    RecordWriter(Instant at, ConversionReport report) {
        this.time = GoTime.format(at);
        this.times = ascii("\",\"creationTime\":\"" + time + "\",\"updateTime\":\"" + time + '"');
        this.report = report;
    }

    /**
     * Writes a record.
     *
     * @param id the new record's id
     * @param added JSON of the fields that the shape says are added with each record
     * @return the line; valid until the next record is written
     */
    Bytes write(NewKind kind, String id, Struct shape, OldEntry entry, Map<String, String> added)
            throws IOException, ConversionException {
        report.begin(entry);
        Bytes written = copy(kind, id, entry.id(), entry.data(), shape, added)
                ? line
                : write(kind, id, shape, tree(entry), entry, added);
        report.end();
        return written;
    }

    /**
     * Writes what is in data that v0.7 itself wrote; false if it was something else, and then nothing was written. Findings wait in
     * the report.
     *
     * @param oldId which the data begins with
     */
    boolean copy(NewKind kind, String id, String oldId, Bytes data, Struct shape, Map<String, String> added) {
        line.reset();
        // Both ids are ASCII without a character that JSON escapes, see ExportReader.
        line.writeBytes(heads.computeIfAbsent(kind, RecordWriter::head));
        line.writeBytes(ascii(id));
        line.writeBytes(times);
        CanonicalCopy.Copied copied = CanonicalCopy.copy(oldId, data, shape, line, added);
        if (copied == null) {
            return false;
        }
        observed = copied.observed();
        copied.lost().forEach(report::lostField);
        line.write('\n');
        return true;
    }

    /** What was written last. */
    Bytes line() {
        return line;
    }

    /** Writes what is in a record, or a part of it. Its findings wait in the report. */
    Bytes write(NewKind kind, String id, Struct shape, JsonNode node, OldEntry entry, Map<String, String> added)
            throws IOException, ConversionException {
        line.reset();
        try (JsonGenerator out = GoJson.FACTORY.createGenerator(line)) {
            out.writeStartObject();
            out.writeObjectFieldStart("exportMeta");
            out.writeStringField("kind", kind.word());
            out.writeEndObject();
            out.writeStringField("id", id);
            out.writeStringField("creationTime", time);
            out.writeStringField("updateTime", time);
            observed = TreeCopy.copy(report, entry, node, shape, added, out);
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (JsonProcessingException e) {
            throw notJson(entry);
        }
        return line;
    }

    /** The values that the shape says are to be seen, in the record written last. */
    Observed observed() {
        return observed;
    }

    static JsonNode tree(OldEntry entry) throws IOException, ConversionException {
        return tree(entry, entry.data());
    }

    /** @param entry which the data is part of */
    static JsonNode tree(OldEntry entry, Bytes data) throws IOException, ConversionException {
        try (JsonParser in = GoJson.FACTORY.createParser(strictly(data))) {
            JsonNode tree = in.nextToken() == null ? null : GoJson.MAPPER.readTree(in);
            if (tree == null || in.nextToken() != null) {
                throw notJson(entry);
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw new ConversionException(
                    Reason.BAD_DATA,
                    "The data of " + entry.name() + " is nested deeper, or has a longer number, than any Agola reads.");
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw notJson(entry);
        }
    }

    /** A usual reader would put U+FFFD for what is no UTF-8, without a word. */
    private static Reader strictly(Bytes data) {
        return new InputStreamReader(
                new ByteArrayInputStream(data.array(), 0, data.length()),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static byte[] head(NewKind kind) {
        return ascii("{\"exportMeta\":{\"kind\":\"" + kind.word() + "\"},\"id\":\"");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ConversionException notJson(OldEntry entry) {
        return new ConversionException(
                Reason.BAD_DATA,
                "The data of " + entry.name() + " is not a JSON document in UTF-8. Export again from v0.7.");
    }
}
