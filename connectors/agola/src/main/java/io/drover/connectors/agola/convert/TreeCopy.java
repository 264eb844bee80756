package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.ValueShape.Struct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes any record of v0.7 as v0.8 would after reading it, or says why it cannot be read. */
final class TreeCopy {

    /** Go sorts by the bytes of UTF-8, which is the order of code points; Java's order of texts is another. */
    static final Comparator<String> BY_BYTES = TreeCopy::compareBytes;

    /** Names in it come from the record. */
    private static final int LONGEST_PLACE = 200;

    private final ConversionReport report;
    private final OldEntry entry;
    private final Map<String, String> added;
    private final Observed observed = new Observed();
    private final JsonGenerator out;

    private TreeCopy(ConversionReport report, OldEntry entry, Map<String, String> added, JsonGenerator out) {
        this.report = report;
        this.entry = entry;
        this.added = added;
        this.out = out;
    }

    /**
     * Adds the record's fields to an object that was begun.
     *
     * @param entry what the record is, or is part of
     * @return the values of the fields to be seen
     */
    static Observed copy(
            ConversionReport report,
            OldEntry entry,
            JsonNode record,
            Struct shape,
            Map<String, String> added,
            JsonGenerator out)
            throws IOException, ConversionException {
        TreeCopy copy = new TreeCopy(report, entry, added, out);
        copy.need(record.isObject());
        if (shape.has("id") && !record.has("id")) {
            throw new ConversionException(
                    Reason.BAD_ID, "The data of " + entry.name() + " has no id. Importing it would empty the target.");
        }
        copy.fields(record, shape);
        return copy.observed;
    }

    private void fields(JsonNode object, Struct shape) throws IOException, ConversionException {
        for (ShapeField field : shape.fields()) {
            JsonNode value = object.path(field.name());
            switch (field.role()) {
                case KEPT -> field(field, value);
                case ADDED -> absent(field);
                case IDENTITY -> identity(value);
                case LOST -> {
                    if (!text(value).isEmpty()) {
                        report.lostField(field.name());
                    }
                }
                case VERSION -> {
                    if (!text(value).isEmpty()) {
                        throw new ConversionException(
                                Reason.UNKNOWN_VERSION,
                                entry.name() + " says that it has a version, which records of v0.7 do not have."
                                        + " Convert it with the Agola that wrote it.");
                    }
                }
            }
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!shape.has(name)) {
                report.unknownField(name);
            }
        });
    }

    private void field(ShapeField field, JsonNode value) throws IOException, ConversionException {
        if (value.isMissingNode() || value.isNull()) {
            absent(field);
            return;
        }
        String seenAs = field.seenAs();
        if (seenAs != null) {
            observed.add(seenAs, StorableTexts.storable(value.asText()));
        }
        if (!field.omitEmpty() || !isEmpty(value, field.shape())) {
            out.writeFieldName(field.name());
            value(value, field.shape());
        }
    }

    private void absent(ShapeField field) throws IOException {
        String value = field.role() == ShapeField.Role.ADDED && field.whenAbsent() == null
                ? Objects.requireNonNull(added.get(field.name()), field.name())
                : field.whenAbsent();
        if (value != null) {
            out.writeFieldName(field.name());
            out.writeRawValue(value);
        }
    }

    private void identity(JsonNode id) throws ConversionException {
        if (!entry.id().equals(text(id))) {
            throw new ConversionException(
                    Reason.BAD_ID, "The data of " + entry.name() + " has another id. Export again from v0.7.");
        }
    }

    /** What Go leaves out: of objects, maps without entries only. What is empty but of another type is no value of the field. */
    private static boolean isEmpty(JsonNode value, ValueShape shape) {
        return switch (shape) {
            case ValueShape.Text text -> value.isTextual() && value.textValue().isEmpty();
            case ValueShape.Word word -> value.isTextual() && value.textValue().isEmpty();
            case ValueShape.Flag flag -> value.isBoolean() && !value.booleanValue();
            case ValueShape.Whole whole ->
                value.isIntegralNumber() && value.bigIntegerValue().signum() == 0;
            case ValueShape.MapOf map -> value.isObject() && value.isEmpty();
            case ValueShape.ListOf list -> value.isArray() && value.isEmpty();
            case ValueShape.Steps steps -> value.isArray() && value.isEmpty();
            case ValueShape.Time time -> false;
            case Struct struct -> false;
        };
    }

    private void value(JsonNode value, ValueShape shape) throws IOException, ConversionException {
        switch (shape) {
            case ValueShape.Text text -> {
                String given = text(value);
                out.writeString(StorableTexts.storable(given));
                tellIfOdd(given, "");
            }
            case ValueShape.Word word -> out.writeString(word(value, word));
            case ValueShape.Time time -> out.writeString(time(value, time));
            case ValueShape.Flag flag -> {
                need(value.isBoolean());
                out.writeBoolean(value.booleanValue());
            }
            case ValueShape.Whole whole -> {
                // One that is longer makes the import fail when the tables are dropped already.
                need(value.isIntegralNumber() && value.canConvertToLong());
                out.writeNumber(value.longValue());
            }
            case Struct struct -> {
                need(value.isObject());
                out.writeStartObject();
                fields(value, struct);
                out.writeEndObject();
            }
            case ValueShape.MapOf map -> map(value, map.value());
            case ValueShape.ListOf list -> {
                need(value.isArray());
                out.writeStartArray();
                for (JsonNode element : value) {
                    element(element, list.element());
                }
                out.writeEndArray();
            }
            case ValueShape.Steps steps -> {
                need(value.isArray());
                out.writeStartArray();
                for (JsonNode step : value) {
                    step(step, steps);
                }
                out.writeEndArray();
            }
        }
    }

    private void map(JsonNode value, ValueShape element) throws IOException, ConversionException {
        need(value.isObject());
        TreeMap<String, Map.Entry<String, JsonNode>> sorted = new TreeMap<>(BY_BYTES);
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            if (sorted.put(StorableTexts.storable(each.getKey()), each) != null) {
                report.sameNames(place());
            }
        }
        out.writeStartObject();
        for (Map.Entry<String, Map.Entry<String, JsonNode>> each : sorted.entrySet()) {
            out.writeFieldName(each.getKey());
            tellIfOdd(each.getValue().getKey(), " of its name");
            element(each.getValue().getValue(), element);
        }
        out.writeEndObject();
    }

    /** To be called when it was written: then the place is that of the text. */
    private void tellIfOdd(String given, String ofWhat) {
        if (!StorableTexts.isStorable(given)) {
            report.oddText(place(), StorableTexts.odd(given) + ofWhat);
        }
    }

    private void element(JsonNode value, ValueShape shape) throws IOException, ConversionException {
        if (!value.isNull()) {
            value(value, shape);
        } else if (shape instanceof ValueShape.Text) {
            out.writeString("");
        } else {
            out.writeNull();
        }
    }

    private void step(JsonNode step, ValueShape.Steps steps) throws IOException, ConversionException {
        need(step.isObject() || step.isNull());
        Struct struct = steps.types().get(step.path("type").asText());
        if (struct == null) {
            report.unknownStep();
            out.writeNull();
        } else {
            value(step, struct);
        }
    }

    private String word(JsonNode value, ValueShape.Word word) throws ConversionException {
        String text = text(value);
        if (!text.isEmpty() && !word.words().contains(text)) {
            throw new ConversionException(
                    Reason.UNKNOWN_WORD,
                    "The word \"" + StorableTexts.shown(text, 40) + "\" at " + place() + " of " + entry.name()
                            + " is not one that v0.7 has there.");
        }
        return text;
    }

    private String time(JsonNode value, ValueShape.Time time) throws ConversionException {
        String text = text(value);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        need(GoTime.isTime(bytes, 0, bytes.length));
        return time.utc() && !text.endsWith("Z") ? GoTime.utc(text) : text;
    }

    /** The text, or an empty one if there is none. */
    private String text(JsonNode value) throws ConversionException {
        need(value.isTextual() || value.isNull() || value.isMissingNode());
        return value.isTextual() ? value.textValue() : "";
    }

    private void need(boolean right) throws ConversionException {
        if (!right) {
            throw bad();
        }
    }

    private ConversionException bad() {
        return new ConversionException(
                Reason.BAD_DATA,
                "The value at " + place() + " of " + entry.name()
                        + " is not what v0.7 has there. Export again from v0.7.");
    }

    private String place() {
        return StorableTexts.shown(out.getOutputContext().pathAsPointer().toString(), LONGEST_PLACE);
    }

    private static int compareBytes(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean oneIsSupplementary = Character.isSurrogate(l) != Character.isSurrogate(r);
                return oneIsSupplementary ? (Character.isSurrogate(l) ? 1 : -1) : Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
