package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.Shape.Struct;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies the values of a record, field by field as its shape says. */
final class ValueWriter {

    private final Report report;
    private final Map<String, String> observed = new HashMap<>();
    private Entry entry = new Entry(OldKind.RUN, "", new Bytes());
    private Map<String, String> added = Map.of();
    private boolean identified;

    ValueWriter(Report report) {
        this.report = report;
    }

    /** The fields, or the keys of a map, are not in the order in which they must be written. */
    static final class OtherOrder extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        OtherOrder() {
            super("", null, false, false);
        }
    }

    String observed(String name) {
        return observed.getOrDefault(name, "");
    }

    void record(JsonParser in, Struct shape, JsonGenerator out, Entry of, Map<String, String> values)
            throws IOException, ConversionException, OtherOrder {
        entry = of;
        added = values;
        observed.clear();
        need(in, in.nextToken(), JsonToken.START_OBJECT);
        identified = shape.position("id", 0) < 0;
        fields(in, shape, 0, out);
        if (!identified) {
            throw new ConversionException(
                    Reason.BAD_ID, "The data of " + entry.name() + " has no id. Importing it would empty the target.");
        }
        if (in.nextToken() != null) {
            throw bad(in, "is followed by something else");
        }
    }

    /** From a token inside an object to its end. */
    private void fields(JsonParser in, Struct shape, int from, JsonGenerator out)
            throws IOException, ConversionException, OtherOrder {
        List<Field> fields = shape.fields();
        int next = from;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            int position = shape.position(name, next);
            if (position < 0) {
                if (shape.position(name, 0) >= 0) {
                    throw new OtherOrder();
                }
                report.unknownField(name);
                in.nextToken();
                in.skipChildren();
                continue;
            }
            absent(fields, next, position, out);
            next = position + 1;
            in.nextToken();
            Field field = fields.get(position);
            switch (field.role()) {
                case KEPT -> field(in, field, out);
                case IDENTITY -> identity(in);
                case LOST -> lost(in, field);
                case VERSION -> version(in);
                case ADDED -> throw bad(in, "is not a field of v0.7");
            }
        }
        absent(fields, next, fields.size(), out);
    }

    private void absent(List<Field> fields, int from, int to, JsonGenerator out) throws IOException {
        for (int i = from; i < to; i++) {
            absent(fields.get(i), out);
        }
    }

    private void absent(Field field, JsonGenerator out) throws IOException {
        String value = field.whenAbsent();
        if (value == null && field.role() == Field.Role.ADDED) {
            value = Objects.requireNonNull(added.get(field.name()), field.name());
        }
        if (value != null) {
            out.writeFieldName(field.key());
            out.writeRawValue(value);
        }
    }

    private void identity(JsonParser in) throws IOException, ConversionException {
        if (!entry.id().equals(text(in))) {
            throw new ConversionException(
                    Reason.BAD_ID, "The data of " + entry.name() + " has another id. Export again from v0.7.");
        }
        identified = true;
    }

    private void lost(JsonParser in, Field field) throws IOException, ConversionException {
        if (!in.hasToken(JsonToken.VALUE_NULL) && !text(in).isEmpty()) {
            report.lostField(field.name());
        }
    }

    private void version(JsonParser in) throws IOException, ConversionException {
        if (!in.hasToken(JsonToken.VALUE_NULL) && !text(in).isEmpty()) {
            throw new ConversionException(
                    Reason.UNKNOWN_VERSION,
                    entry.name() + " says that it has a version, which records of v0.7 do not have."
                            + " Convert it with the Agola that wrote it.");
        }
    }

    private void field(JsonParser in, Field field, JsonGenerator out)
            throws IOException, ConversionException, OtherOrder {
        if (in.hasToken(JsonToken.VALUE_NULL)) {
            absent(field, out);
            return;
        }
        if (field.observed()) {
            observed.put(field.name(), in.getText());
        }
        boolean empty = open(in, field.shape());
        if (!empty || !field.omitEmpty()) {
            out.writeFieldName(field.key());
            body(in, field.shape(), out);
        }
    }

    private void element(JsonParser in, Shape shape, JsonGenerator out)
            throws IOException, ConversionException, OtherOrder {
        if (in.hasToken(JsonToken.VALUE_NULL)) {
            if (shape instanceof Shape.Text) {
                out.writeString("");
            } else {
                out.writeNull();
            }
            return;
        }
        open(in, shape);
        body(in, shape, out);
    }

    /** Checks that the value is of the shape, steps into a list or map, and answers whether Go would take it for empty. */
    private boolean open(JsonParser in, Shape shape) throws IOException, ConversionException {
        JsonToken token = in.currentToken();
        return switch (shape) {
            case Shape.Text text -> need(in, token, JsonToken.VALUE_STRING) && in.getTextLength() == 0;
            case Shape.Word word -> need(in, token, JsonToken.VALUE_STRING) && in.getTextLength() == 0;
            case Shape.Time time -> !need(in, token, JsonToken.VALUE_STRING);
            case Shape.Flag flag -> token == JsonToken.VALUE_FALSE || !need(in, token, JsonToken.VALUE_TRUE);
            case Shape.Whole whole ->
                need(in, token, JsonToken.VALUE_NUMBER_INT) && in.getText().equals("0");
            case Struct struct -> !need(in, token, JsonToken.START_OBJECT);
            case Shape.MapOf map -> need(in, token, JsonToken.START_OBJECT) && in.nextToken() == JsonToken.END_OBJECT;
            case Shape.ListOf list -> need(in, token, JsonToken.START_ARRAY) && in.nextToken() == JsonToken.END_ARRAY;
            case Shape.Steps steps -> need(in, token, JsonToken.START_ARRAY) && in.nextToken() == JsonToken.END_ARRAY;
        };
    }

    private void body(JsonParser in, Shape shape, JsonGenerator out)
            throws IOException, ConversionException, OtherOrder {
        switch (shape) {
            case Shape.Text text -> copy(in, out);
            case Shape.Word word -> word(in, word, out);
            case Shape.Time time -> time(in, time, out);
            case Shape.Flag flag -> out.writeBoolean(in.getBooleanValue());
            case Shape.Whole whole -> out.writeNumber(in.getText());
            case Struct struct -> {
                out.writeStartObject();
                fields(in, struct, 0, out);
                out.writeEndObject();
            }
            case Shape.MapOf map -> map(in, map, out);
            case Shape.ListOf list -> {
                out.writeStartArray();
                for (; in.currentToken() != JsonToken.END_ARRAY; in.nextToken()) {
                    element(in, list.element(), out);
                }
                out.writeEndArray();
            }
            case Shape.Steps steps -> {
                out.writeStartArray();
                for (; in.currentToken() != JsonToken.END_ARRAY; in.nextToken()) {
                    step(in, steps, out);
                }
                out.writeEndArray();
            }
        }
    }

    private void map(JsonParser in, Shape.MapOf map, JsonGenerator out)
            throws IOException, ConversionException, OtherOrder {
        out.writeStartObject();
        String last = null;
        for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
            String key = in.currentName();
            if (last != null && Sorter.BY_BYTES.compare(last, key) >= 0) {
                throw new OtherOrder();
            }
            last = key;
            out.writeFieldName(key);
            in.nextToken();
            element(in, map.value(), out);
        }
        out.writeEndObject();
    }

    private void step(JsonParser in, Shape.Steps steps, JsonGenerator out)
            throws IOException, ConversionException, OtherOrder {
        if (in.hasToken(JsonToken.VALUE_NULL)) {
            out.writeNull();
            return;
        }
        need(in, in.currentToken(), JsonToken.START_OBJECT);
        String name = in.nextFieldName();
        if (!"type".equals(name)) {
            throw new OtherOrder();
        }
        String type = in.nextToken() == JsonToken.VALUE_STRING ? in.getText() : "";
        Struct struct = steps.types().get(type);
        if (struct == null) {
            report.unknownStep();
            while (in.currentToken() != JsonToken.END_OBJECT) {
                in.nextToken();
                in.skipChildren();
            }
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeStringField("type", type);
        fields(in, struct, 1, out);
        out.writeEndObject();
    }

    private static void copy(JsonParser in, JsonGenerator out) throws IOException {
        out.writeString(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    }

    private void word(JsonParser in, Shape.Word word, JsonGenerator out) throws IOException, ConversionException {
        String text = in.getText();
        if (!text.isEmpty() && !word.words().contains(text)) {
            throw new ConversionException(
                    Reason.UNKNOWN_WORD,
                    "The word \"" + text.substring(0, Math.min(40, text.length())) + "\" at "
                            + in.getParsingContext().pathAsPointer() + " of " + entry.name()
                            + " is not one that v0.7 has there.");
        }
        out.writeString(text);
    }

    private void time(JsonParser in, Shape.Time time, JsonGenerator out) throws IOException, ConversionException {
        char[] text = in.getTextCharacters();
        int start = in.getTextOffset();
        int length = in.getTextLength();
        if (!GoTime.isTime(text, start, length)) {
            throw bad(in, "is not a time");
        }
        if (!time.utc() || text[start + length - 1] == 'Z') {
            out.writeString(text, start, length);
            return;
        }
        try {
            out.writeString(GoTime.utc(in.getText()));
        } catch (DateTimeException e) {
            throw bad(in, "is not a time");
        }
    }

    private String text(JsonParser in) throws IOException, ConversionException {
        need(in, in.currentToken(), JsonToken.VALUE_STRING);
        return in.getText();
    }

    private boolean need(JsonParser in, JsonToken token, JsonToken wanted) throws ConversionException {
        if (token != wanted) {
            throw bad(in, "is not of the type that v0.7 has there");
        }
        return true;
    }

    private ConversionException bad(JsonParser in, String what) {
        return new ConversionException(
                Reason.BAD_DATA,
                "The value at " + in.getParsingContext().pathAsPointer() + " of " + entry.name() + " " + what + "."
                        + " Export again from v0.7.");
    }
}
