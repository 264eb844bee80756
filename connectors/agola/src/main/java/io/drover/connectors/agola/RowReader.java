package io.drover.connectors.agola;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.drover.spi.ConnectorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export of v0.8 or later, or a converted file: one JSON object a line, the last one ended too. One row is in memory at a
 * time.
 */
final class RowReader {

    private static final int LARGEST_ROW = 256 << 20;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // A row's size is limited when it is read; its depth as Go limits it.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LARGEST_ROW)
                    .maxNameLength(LARGEST_ROW)
                    .maxNestingDepth(10_000)
                    .build())
            .build();

    private final InputStream in;
    private final String from;
    private byte[] buffer = new byte[128 << 10];
    private int start;
    private int end;
    private int filled;
    private long number;

    /** @param from what is read, for messages, for example {@code The export of the run service at http://host:4000} */
    RowReader(InputStream in, String from) {
        this.in = in;
        this.from = from;
    }

    /** What a row is; never what it holds. */
    record Head(String kind, String id) {
        @Override
        public String toString() {
            return kind + " " + id;
        }
    }

    /** Goes to the next row; false after the last. */
    boolean next() throws IOException {
        start = number == 0 ? 0 : end + 1;
        int at = start;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at < filled) {
                end = at;
                number++;
                return true;
            }
            int held = at - start;
            if (!more()) {
                if (held > 0) {
                    throw failure("EXPORT_CUT", "ends inside row " + (number + 1));
                }
                return false;
            }
            at = start + held;
        }
    }

    /** Counted from 1. */
    long number() {
        return number;
    }

    boolean sameBytes(RowReader other) {
        return Arrays.equals(buffer, start, end, other.buffer, other.start, other.end);
    }

    /** Where this row and another one of the same head begin to differ, counted from 1. */
    long firstDifference(RowReader other) {
        return 1L + Arrays.mismatch(buffer, start, end, other.buffer, other.start, other.end);
    }

    /** The row's kind and id. */
    Head head() throws IOException {
        return parse(false);
    }

    /** The same, after the row was read to its end. */
    Head whole() throws IOException {
        return parse(true);
    }

    private Head parse(boolean whole) throws IOException {
        try (JsonParser row = JSON.createParser(buffer, start, end - start)) {
            boolean begins = row.nextToken() == JsonToken.START_OBJECT
                    && "exportMeta".equals(row.nextFieldName())
                    && row.nextToken() == JsonToken.START_OBJECT
                    && "kind".equals(row.nextFieldName());
            String kind = begins ? row.nextTextValue() : null;
            boolean identified =
                    kind != null && row.nextToken() == JsonToken.END_OBJECT && "id".equals(row.nextFieldName());
            String id = identified ? row.nextTextValue() : null;
            if (kind == null || id == null || id.isEmpty()) {
                throw notRow();
            }
            if (whole) {
                finish(row);
            }
            return new Head(kind, id);
        } catch (JsonProcessingException e) {
            throw notRow();
        }
    }

    private void finish(JsonParser row) throws IOException {
        for (String name = row.nextFieldName(); name != null; name = row.nextFieldName()) {
            row.nextToken();
            row.skipChildren();
        }
        if (row.currentToken() != JsonToken.END_OBJECT || row.nextToken() != null) {
            throw notRow();
        }
    }

    private ConnectorException notRow() {
        return failure("NOT_AN_EXPORT", "has a row " + number + " that is no record of v0.8 or later");
    }

    private ConnectorException failure(String code, String what) {
        return AgolaFailures.external(code, from + " " + what + ". Take it again.");
    }

    private boolean more() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            if (filled >= LARGEST_ROW) {
                throw notRow();
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read > 0) {
            filled += read;
        }
        return read >= 0;
    }

    /** The next row's head, or null after the last. */
    @Nullable
    Head nextHead() throws IOException {
        return next() ? head() : null;
    }
}
