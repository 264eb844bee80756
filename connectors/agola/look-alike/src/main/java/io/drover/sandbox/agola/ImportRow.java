package io.drover.sandbox.agola;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One object of an import: its place, what the database's rules look at, and its bytes as they came. */
record ImportRow(TableKind kind, String id, Map<String, String> fields, byte[] bytes) {

    private static final String KIND = "exportMeta";
    private static final String NUL = "u0000";

    /** Agola has no limits but those of Go. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(10_000)
                    .build())
            .build();

    /** Why an import ends: with a panic the connection is closed, otherwise 500 is answered. */
    static final class Unfit extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean panic;

        Unfit(String message, boolean panic) {
            super(message, null, false, false);
            this.panic = panic;
        }

        boolean panic() {
            return panic;
        }
    }

    static ImportRow read(AgolaService service, byte[] object) throws Unfit {
        Map<String, String> fields;
        try {
            fields = fields(object);
        } catch (IOException e) {
            throw new Unfit("not JSON", false);
        }
        String word = fields.getOrDefault(KIND, "");
        TableKind kind =
                TableKind.of(service, word).orElseThrow(() -> new Unfit("unknown object kind \"" + word + "\"", true));
        String id = fields.getOrDefault("id", "");
        if (id.isEmpty()) {
            throw new Unfit("an object of kind " + word + " has no id", false);
        }
        return new ImportRow(kind, id, fields, object);
    }

    /** Whether any text in it has the character U+0000. */
    boolean hasNul() {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '\\') {
                if (new String(bytes, i + 1, Math.min(NUL.length(), bytes.length - i - 1), StandardCharsets.US_ASCII)
                        .equals(NUL)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** The scalar fields of an object, and its kind under {@code exportMeta}. */
    static Map<String, String> fields(byte[] object) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(KIND) && value == JsonToken.START_OBJECT) {
                    fields.put(KIND, kind(parser));
                } else if (value.isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return fields;
    }

    private static String kind(JsonParser meta) throws IOException {
        String word = "";
        while (meta.nextToken() == JsonToken.FIELD_NAME) {
            boolean kind = meta.currentName().equals("kind");
            meta.nextToken();
            if (kind) {
                word = meta.getText();
            } else {
                meta.skipChildren();
            }
        }
        return word;
    }
}
