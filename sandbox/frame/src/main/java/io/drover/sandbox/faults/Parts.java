package io.drover.sandbox.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Records of which JSON names some parts, and the others stay. */
public final class Parts {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Parts() {}

    /**
     * @param parts what differs from {@code now}
     * @param what the value is, for messages
     * @throws IllegalArgumentException for a word that does not exist, or a bad value
     */
    @SuppressWarnings("unchecked") // a value has the type of its class
    public static <T> T change(T now, JsonNode parts, String what) {
        if (!parts.isObject()) {
            throw new IllegalArgumentException(what + ", not " + parts);
        }
        ObjectNode merged = MAPPER.valueToTree(now);
        merged.setAll((ObjectNode) parts);
        try {
            return (T) MAPPER.treeToValue(merged, now.getClass());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** JSON at hand. */
    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
