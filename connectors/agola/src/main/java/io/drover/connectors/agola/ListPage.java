package io.drover.connectors.agola;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a list while it arrives. Of each item only a few fields are held, whatever else it has.
 *
 * @param status of the answer
 * @param items in the order of the page
 * @param wrong why it is no page, for messages; null when it is one
 */
record ListPage<T>(int status, List<T> items, @Nullable String wrong) {

    /** Items may have texts of any length and depth, which are stepped over. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // What comes after a page that is none is read all the same.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(64 << 20)
                    .maxStringLength(64 << 20)
                    .maxNestingDepth(10_000)
                    .build())
            .build();

    /** Reads the item that the parser is at, to its end. */
    @FunctionalInterface
    interface ItemReader<T> {
        T read(JsonParser item) throws IOException;
    }

    /**
     * Reads to the end.
     *
     * @param field which has the items; null when the answer itself is the list
     * @throws IOException only when the answer breaks off
     */
    static <T> ListPage<T> read(InputStream body, @Nullable String field, ItemReader<T> reader) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(body);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        List<T> items = new ArrayList<>();
        String wrong;
        try (JsonParser json = JSON.createParser(buffered)) {
            boolean found = field == null ? list(json, reader, items) : listIn(json, field, reader, items);
            wrong = !found
                    ? "JSON that has no list" + (field == null ? "" : " of " + field)
                    : json.nextToken() == null ? null : "a list and something after it";
        } catch (JsonProcessingException | CharConversionException e) {
            wrong = first == '<' ? "a page of HTML" : first < 0 ? "nothing" : "something that is no JSON";
        }
        buffered.transferTo(OutputStream.nullOutputStream());
        return new ListPage<>(200, wrong == null ? items : List.of(), wrong);
    }

    static <T> ListPage<T> refused(int status) {
        return new ListPage<>(status, List.of(), "status " + status);
    }

    private static <T> boolean listIn(JsonParser json, String field, ItemReader<T> reader, List<T> items)
            throws IOException {
        boolean found = false;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (name.equals(field) && !found) {
                found = list(json, reader, items);
            } else {
                json.nextToken();
                json.skipChildren();
            }
        }
        return found;
    }

    /** Go writes a list without items as null or as an empty one. */
    private static <T> boolean list(JsonParser json, ItemReader<T> reader, List<T> items) throws IOException {
        JsonToken token = json.nextToken();
        if (token != JsonToken.START_ARRAY) {
            json.skipChildren();
            return token == JsonToken.VALUE_NULL;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(reader.read(json));
        }
        return true;
    }
}
