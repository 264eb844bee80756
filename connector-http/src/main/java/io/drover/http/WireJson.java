package io.drover.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON as it crosses the wire. Numbers keep their digits; half a surrogate pair in a text stays what it is, and is written
 * as an escape. Texts may be as long as a body, which {@link Call#largestAnswer()} limits.
 */
final class WireJson {

    /** Real answers have ten levels. What nests deeper is made to exhaust a stack. */
    static final int DEEPEST = 500;

    /** Beyond, arithmetic takes seconds. */
    static final int LONGEST_NUMBER = 100_000;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Which of two values was meant nobody knows, and one would be lost in silence.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** Bodies of this length become no more than all that are in flight have room for. */
    private static final int SMALL = 64 << 10;

    /** What a value, or a name, is on the heap beside its own text. */
    private static final long NODE = 64;

    private WireJson() {}

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws StreamConstraintsException when it nests deeper than {@link #DEEPEST} or has a number of more digits than
     *     {@link #LONGEST_NUMBER}
     * @throws TwiceException when an object has a name twice
     * @throws AnswerTooLargeException when it would be more than this process has room for
     * @throws IOException when {@code bytes} is not one whole JSON value
     */
    static JsonNode parse(byte[] bytes) throws IOException {
        try (AnswerRoom.Share room = AnswerRoom.share()) {
            room.grow(bytes.length <= SMALL ? 0 : onHeap(bytes));
            JsonNode node = read(bytes);
            if (node == null || node.isMissingNode()) {
                throw new IOException("empty body");
            }
            return node;
        }
    }

    private static JsonNode read(byte[] bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes);
        } catch (MismatchedInputException e) {
            throw e.getOriginalMessage().startsWith("Duplicate field") ? new TwiceException(e) : e;
        }
    }

    /** An object has a name twice: RFC 8259 leaves open what that means. */
    static final class TwiceException extends IOException {

        private static final long serialVersionUID = 1L;

        private TwiceException(IOException cause) {
            super("a name twice in one object", cause);
        }
    }

    /** About what it takes while it is read: a text is kept several times, and "[[],[]]" is small only on the line. */
    private static long onHeap(byte[] bytes) {
        long nodes = 0;
        boolean text = false;
        for (int i = 0; i < bytes.length; i++) {
            switch (bytes[i]) {
                case '"' -> text = !text;
                case '\\' -> i += text ? 1 : 0;
                case ',', ':', '[', '{' -> nodes += text ? 0 : 1;
                default -> {
                    // Of a text, a number or a blank.
                }
            }
        }
        return 4L * bytes.length + NODE * nodes;
    }
}
