package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** JSON, byte for byte as Go's {@code encoding/json} writes it: {@code <}, {@code >} and {@code &} are escaped, hex is small. */
final class GoJson {

    /** PostgreSQL keeps no longer text in its JSON. */
    private static final int LONGEST_TEXT = 256 * 1024 * 1024;

    /**
     * A record is in memory several times while it is converted, so that one with more base64 than this is refused by name: a
     * process that runs out of memory could not say why.
     */
    static final int LARGEST_RECORD =
            (int) Math.min(LONGEST_TEXT, Runtime.getRuntime().maxMemory() / 8);

    private static final int LONGEST_WORD = 100_000;

    /** Go's own limit: what is nested deeper no Agola reads. */
    private static final int DEEPEST = 10_000;

    /** For records. Ids are names of fields there, so a table of names would be filled, and copied, for nothing. */
    static final JsonFactory FACTORY = builder(LONGEST_TEXT)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // One that is not escaped is no JSON, but it is clear what is meant; U+0000 among them has a finding.
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /** For the file around them, which has three names and short texts, but for the data, which is not read as a text. */
    static final JsonFactory ENVELOPE = builder(LONGEST_WORD).build();

    static final ObjectMapper MAPPER =
            new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private GoJson() {}

    private static JsonFactoryBuilder builder(int longest) {
        JsonFactoryBuilder builder = new JsonFactoryBuilder();
        builder.disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(longest)
                        .maxNameLength(longest)
                        .maxNestingDepth(DEEPEST)
                        .build());
        return builder.characterEscapes(new Escapes());
    }

    private static final class Escapes extends CharacterEscapes {

        @Serial
        private static final long serialVersionUID = 1L;

        private static final SerializedString LINE_SEPARATOR = new SerializedString("\\u2028");
        private static final SerializedString PARAGRAPH_SEPARATOR = new SerializedString("\\u2029");

        private final int[] ascii = standardAsciiEscapesForJSON();

        Escapes() {
            for (char c : new char[] {'<', '>', '&', '\b', '\f'}) {
                ascii[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return switch (c) {
                case 0x2028 -> LINE_SEPARATOR;
                case 0x2029 -> PARAGRAPH_SEPARATOR;
                default -> null;
            };
        }
    }
}
