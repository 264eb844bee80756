package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes messages. */
public final class Messages {

    /** A longer message is a bug: it fails here, at the producer. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String MUST_UNDERSTAND = "mustUnderstand";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // The same message is the same text in every process.
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
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

    /**
     * Reads a message as it came from a topic.
     *
     * @param utf8 null for a tombstone
     * @throws UnknownMessageException as {@link #decode(String, Class)}, and when it is longer than any message is
     */
    public static <T extends Message> T decode(byte @Nullable [] utf8, Class<T> type) throws UnknownMessageException {
        if (utf8 == null || utf8.length == 0) {
            throw new UnknownMessageException("an empty message");
        }
        if (utf8.length > MAX_BYTES) {
            throw tooLong(utf8.length);
        }
        return decode(new String(utf8, StandardCharsets.UTF_8), type);
    }

    /**
     * Reads a message. Fields that this release does not know are passed over, but for those that the message lists in {@code
     * mustUnderstand}.
     *
     * @throws UnknownMessageException when it is no message, of an unknown type or version, or when one of its fields has to be
     *     understood and is not known here
     */
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
                    case Cancel ignored -> Cancel.VERSION;
                };
        if (message.version() < 1 || message.version() > known) {
            throw new UnknownMessageException("version " + message.version() + " of a message of which version " + known
                    + " is the newest known here; update this service");
        }
        refuseUnlessUnderstood(json, message);
        if (!type.isInstance(message)) {
            throw new UnknownMessageException(
                    "a " + message.getClass().getSimpleName() + " on a topic of " + type.getSimpleName() + "s");
        }
        return type.cast(message);
    }

    static UnknownMessageException tooLong(int bytes) {
        return new UnknownMessageException(bytes + " bytes, and no message of Drover's has more than " + MAX_BYTES);
    }

    /** A message without the word, which is nearly every one, is not read twice. */
    private static void refuseUnlessUnderstood(String json, Message message) throws UnknownMessageException {
        if (!json.contains(MUST_UNDERSTAND)) {
            return;
        }
        JsonNode words;
        try {
            words = MAPPER.readTree(json).path(MUST_UNDERSTAND);
        } catch (JsonProcessingException e) {
            throw new UnknownMessageException("not a message that this release knows", e);
        }
        if (!words.isMissingNode() && !words.isArray()) {
            throw new UnknownMessageException("a field mustUnderstand that is no list of fields");
        }
        Set<String> known = Arrays.stream(message.getClass().getRecordComponents())
                .map(Messages::name)
                .collect(Collectors.toSet());
        for (JsonNode word : words) {
            if (!word.isTextual() || !known.contains(word.asText())) {
                throw new UnknownMessageException(
                        "a field of a newer release that must be understood; update this service");
            }
        }
    }

    /** As it is called in messages. */
    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
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
            throw new MessageTooLongException(bytes);
        }
        return json;
    }
}
