package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * How long to wait for what. The object {@code http} in a connection's settings.
 *
 * @param connectTimeout for the TCP and TLS handshake
 * @param responseTimeout for the first byte of an answer, between two reads, and for a whole body
 * @param firstBackoff the first pause before a repetition; doubled each time
 * @param longestBackoff the longest pause
 * @param patience the time that all attempts of one request may take together
 * @param compression whether to ask for gzip: worth it over a slow line, not within one machine
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration responseTimeout,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration patience,
        boolean compression) {

    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(25),
            false);

    /** @param node the object {@code http} of a connection's settings; may be missing or hold some keys only */
    public static HttpSettings of(JsonNode node) {
        return new HttpSettings(
                millis(node, "connectTimeoutMs", DEFAULT.connectTimeout),
                millis(node, "responseTimeoutMs", DEFAULT.responseTimeout),
                millis(node, "firstBackoffMs", DEFAULT.firstBackoff),
                millis(node, "longestBackoffMs", DEFAULT.longestBackoff),
                millis(node, "patienceMs", DEFAULT.patience),
                node.path("compression").asBoolean(DEFAULT.compression));
    }

    /** The JSON Schema of what {@link #of} takes. */
    public static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (String name : new String[] {
            "connectTimeoutMs", "responseTimeoutMs", "firstBackoffMs", "longestBackoffMs", "patienceMs"
        }) {
            properties.putObject(name).put("type", "integer").put("minimum", 1);
        }
        properties.putObject("compression").put("type", "boolean");
        return schema;
    }

    HttpSettings withPatience(Duration shorter) {
        return new HttpSettings(
                connectTimeout,
                responseTimeout,
                firstBackoff,
                longestBackoff,
                shorter.compareTo(patience) < 0 ? shorter : patience,
                compression);
    }

    private static Duration millis(JsonNode node, String name, Duration otherwise) {
        return node.hasNonNull(name)
                ? Duration.ofMillis(Math.min(node.get(name).asLong(), RetryAfter.LONGEST.toMillis()))
                : otherwise;
    }
}
