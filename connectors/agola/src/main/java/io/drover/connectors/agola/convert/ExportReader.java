package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a v0.7 export: JSON objects with {@code id}, {@code data_type} and {@code data}, nothing between them, each type in one
 * stretch, ids ascending. The real tool takes less for granted; each thing checked here is one that a damaged file lacks.
 */
final class ExportReader {

    private static final int LONGEST_ID = 255;
    private static final String AGAIN = " Export again from v0.7.";

    private final Service service;
    private final PlainEntries plain;
    private @Nullable JsonParser in;
    private final Bytes data = new Bytes();
    private @Nullable OldKind kind;
    private String id = "";
    private long entries;

    ExportReader(Service service, InputStream in) {
        this.service = service;
        this.plain = new PlainEntries(in);
    }

    /** The next record, or null after the last one. What the last one's {@code data} held is gone then. */
    @Nullable
    OldEntry next() throws IOException, ConversionException {
        if (in == null && plain.next(data)) {
            return checked(plain.id(), plain.type());
        }
        if (in == null) {
            in = GoJson.ENVELOPE.createParser(plain.rest());
        }
        try {
            return next(in);
        } catch (JsonProcessingException | CharConversionException e) {
            // Not every end in the wrong place has an exception of its own.
            boolean ended = plain.ended() && !in.getParsingContext().inRoot();
            throw ended
                    ? failure(Reason.TRUNCATED, "the input ends inside an object.")
                    : failure(Reason.NOT_AN_EXPORT, "what comes is neither JSON nor base64 inside it.");
        }
    }

    private @Nullable OldEntry next(JsonParser parser) throws IOException, ConversionException {
        JsonToken token = parser.nextToken();
        if (token == null && entries == 0) {
            throw new ConversionException(
                    Reason.EMPTY_INPUT,
                    "The input is empty. Importing nothing empties the target, so there is nothing to convert."
                            + AGAIN);
        }
        if (token != null && token != JsonToken.START_OBJECT) {
            throw failure(Reason.NOT_AN_EXPORT, "what comes is no JSON object.");
        }
        return token == null ? null : entry(parser);
    }

    /** Bytes read so far. */
    long bytes() {
        return plain.bytes() + (in == null ? 0 : in.currentLocation().getByteOffset());
    }

    private OldEntry entry(JsonParser parser) throws IOException, ConversionException {
        String newId = null;
        String type = null;
        boolean hasData = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("exportMeta")) {
                throw failure(
                        Reason.ALREADY_CONVERTED,
                        "the input is in the format of v0.8 already, so it needs no conversion.");
            }
            if (value != JsonToken.VALUE_STRING) {
                throw failure(Reason.NOT_AN_EXPORT, "an object has a value that is no text.");
            }
            if (name.equals("id") && newId == null) {
                newId = parser.getText();
            } else if (name.equals("data_type") && type == null) {
                type = parser.getText();
            } else if (name.equals("data") && !hasData) {
                decode(parser, newId);
                hasData = true;
            } else {
                throw failure(Reason.NOT_AN_EXPORT, "an object has other fields than id, data_type and data.");
            }
        }
        if (newId == null || type == null || !hasData) {
            throw failure(Reason.NOT_AN_EXPORT, "an object has not all of id, data_type and data.");
        }
        return checked(newId, type);
    }

    private void decode(JsonParser parser, @Nullable String of) throws IOException, ConversionException {
        data.reset();
        try {
            parser.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, new Limited(data));
        } catch (IllegalArgumentException e) {
            throw failure(Reason.NOT_AN_EXPORT, "the data of an object is not base64.");
        } catch (TooLargeException e) {
            throw failure(
                    Reason.TOO_LARGE,
                    (of == null ? "a record" : "record " + StorableTexts.shown(of, LONGEST_ID)) + " has more than "
                            + GoJson.LARGEST_RECORD / 4 * 3
                            + " bytes, which is too much for the memory of this process."
                            + " Give it eight times as much as the record has (JAVA_TOOL_OPTIONS=-Xmx4g), then begin again.");
        }
    }

    private static final class TooLargeException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** Takes as much as a record may have. */
    private static final class Limited extends OutputStream {

        private final Bytes target;

        Limited(Bytes target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (target.length() + length > GoJson.LARGEST_RECORD / 4 * 3) {
                throw new TooLargeException();
            }
            target.write(source, offset, length);
        }
    }

    private OldEntry checked(String newId, String type) throws ConversionException {
        OldKind newKind = OldKind.of(type)
                .orElseThrow(() -> failure(
                        Reason.UNKNOWN_KIND, "v0.7 has no data type \"" + StorableTexts.shown(type, 40) + "\"."));
        if (newKind.service() != service) {
            throw new ConversionException(
                    Reason.OTHER_SERVICE,
                    String.format(
                            Locale.ROOT,
                            "A %s is in the input, so it is the export of the %s, not of the %s."
                                    + " Take the other file, or --service %s.",
                            newKind.word(),
                            newKind.service().word(),
                            service.word(),
                            newKind.service().word()));
        }
        if (!isId(newId)) {
            throw failure(Reason.BAD_ID, "a " + type + " has no id, or one that Agola does not give.");
        }
        if (kind == newKind && newId.equals(id)) {
            throw failure(Reason.DUPLICATE_ID, "two records of type " + type + " have the id " + id + ".");
        }
        if (kind != null && (newKind.compareTo(kind) < 0 || (newKind == kind && newId.compareTo(id) < 0))) {
            throw failure(
                    Reason.OUT_OF_ORDER,
                    type + " " + newId + " comes after " + kind.word() + " " + id
                            + ", which no export does: is it two, one after the other?");
        }
        kind = newKind;
        id = newId;
        entries++;
        return new OldEntry(newKind, newId, data);
    }

    /** Whether Agola, or anybody who keeps to ASCII, gives such an id. */
    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
                return false;
            }
        }
        return true;
    }

    /** Where the entry is that was read last, for messages. */
    String place() {
        return String.format(Locale.ROOT, "Entry %d (up to byte %d)", entries, bytes());
    }

    private ConversionException failure(Reason reason, String what) {
        String where = entries == 0
                ? "At the start"
                : String.format(Locale.ROOT, "After entry %d (byte %d)", entries, bytes());
        return new ConversionException(reason, where + ": " + what + AGAIN);
    }
}
