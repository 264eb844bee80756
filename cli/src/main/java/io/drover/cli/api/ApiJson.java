package io.drover.cli.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** JSON as the API speaks it: fields may be added to answers, times are ISO 8601. */
public final class ApiJson {

    /** One mapper for all: it is safe for use by several threads and slow to make. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Requests leave out what is not said; what is null in free JSON stays. */
    private static final ObjectMapper REQUESTS = MAPPER.copy()
            .setDefaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));

    private ApiJson() {}

    static <T> T read(String json, Class<T> type) {
        return read(json, MAPPER.constructType(type));
    }

    static <T> List<T> readList(String json, Class<T> type) {
        return read(json, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the type says it, built by who asks
    private static <T> T read(String json, JavaType type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UnexpectedAnswerException(
                    "The server's answer cannot be understood: " + e.getOriginalMessage(), e);
        }
    }

    /** A tree as a record that has a field for each of its own. */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        return MAPPER.convertValue(tree, type);
    }

    /** The value as JSON on one line. */
    public static String write(Object value) {
        return write(MAPPER, value);
    }

    /** What is sent, as JSON on one line. */
    public static String request(Object value) {
        return write(REQUESTS, value);
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: " + value.getClass(), e);
        }
    }
}
