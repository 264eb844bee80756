package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns typed shapes of records, which Jackson can write and read, into record bodies and back. */
public final class Bodies {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Bodies() {}

    public static ObjectNode toNode(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** @throws IllegalArgumentException when the body has another shape */
    public static <T> T of(JsonNode body, Class<T> type) {
        try {
            return MAPPER.treeToValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a body of " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
