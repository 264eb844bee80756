package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes messages. */
public final class Messages {

    /** A longer message is a bug: it fails here, at the producer. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            // Additive change: a newer release may add optional fields.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Messages() {}

    public static String encode(Message message) {
        return write(message);
    }

    public static String encode(Event event) {
        return write(event);
    }

    /** @throws UnknownMessageException when it is no message, of an unknown type or of an unknown version */
    public static <T extends Message> T decode(String json, Class<T> type) throws UnknownMessageException {
        @Nullable Message message;
        try {
            message = MAPPER.readValue(json, Message.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new UnknownMessageException("not a message that this release knows", e);
        }
        if (message == null) {
            throw new UnknownMessageException("the JSON word null instead of a message");
        }
        int known =
                switch (message) {
                    case Command ignored -> Command.VERSION;
                    case Result ignored -> Result.VERSION;
                };
        if (message.version() < 1 || message.version() > known) {
            throw new UnknownMessageException("version " + message.version() + " of a message of which version " + known
                    + " is the newest known here; update this service");
        }
        if (!type.isInstance(message)) {
            throw new UnknownMessageException(
                    "a " + message.getClass().getSimpleName() + " on a topic of " + type.getSimpleName() + "s");
        }
        return type.cast(message);
    }

    private static String write(Object message) {
        String json;
        try {
            json = MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot encode " + message.getClass().getSimpleName(), e);
        }
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a message of " + bytes + " bytes is over the limit of " + MAX_BYTES
                    + "; data belongs into the staging store");
        }
        return json;
    }
}
