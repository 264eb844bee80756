package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts JSON into its values without changing a byte of them. */
final class RawJson {

    private static final JsonFactory FACTORY = Json.MAPPER.getFactory();

    /** Takes one value. */
    private interface Taker {
        void take(String name, byte[] value);
    }

    private RawJson() {}

    /** The values of an object by name; the last of those with one name. */
    static Map<String, byte[]> object(byte[] json) throws IOException {
        Map<String, byte[]> values = new LinkedHashMap<>();
        cut(json, JsonToken.START_OBJECT, values::put);
        return values;
    }

    static List<byte[]> array(byte[] json) throws IOException {
        List<byte[]> values = new ArrayList<>();
        cut(json, JsonToken.START_ARRAY, (name, value) -> values.add(value));
        return values;
    }

    private static void cut(byte[] json, JsonToken begin, Taker taker) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != begin) {
                throw new IOException("expected " + begin + ", found " + parser.currentToken());
            }
            while (!parser.nextToken().isStructEnd()) {
                String name = "";
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                    parser.nextToken();
                }
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int to = (int) parser.currentLocation().getByteOffset();
                taker.take(name, Arrays.copyOfRange(json, from, to));
            }
        }
    }

    static JsonNode tree(byte[] json) throws IOException {
        return Json.MAPPER.readTree(json);
    }
}
