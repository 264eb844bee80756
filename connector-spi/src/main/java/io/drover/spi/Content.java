package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that belong to a record: a file, an image. By reference until they are needed: {@link Source#open} gives them as a stream, so
 * that none is ever held whole.
 *
 * @param id names it among the contents of its record, the same whenever the record is read
 * @param name for people, mostly a file's name
 * @param mediaType for example {@code image/png}; null when the system does not tell
 * @param size in bytes; null when the system does not tell. What is streamed has to be as long
 * @param sha256 of the bytes, hex in lower case; null when the system does not tell. What is streamed has to have it
 * @param version a word that is another one whenever the bytes are others, for example the time of their change; null where the bytes
 *     under an id never change
 * @param at where the bytes are, in the connector's own words; small, and no secret
 */
public record Content(
        String id,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mediaType,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long size,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sha256,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String version,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) ObjectNode at) {

    @SuppressWarnings("ConstantConditions") // absent where a connector needs no words of its own
    public Content {
        at = at == null ? JsonNodeFactory.instance.objectNode() : at;
    }

    /** Of a system that finds its bytes by the id. */
    public static Content of(String id, String name, @Nullable Long size) {
        return new Content(id, name, null, size, null, null, JsonNodeFactory.instance.objectNode());
    }
}
