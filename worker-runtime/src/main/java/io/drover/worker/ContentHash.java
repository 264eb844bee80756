package io.drover.worker;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.staging.Sha256;
import java.math.BigDecimal;
import java.util.HexFormat;

/**
 * SHA-256 of a target body with its references resolved: equal bodies have equal hashes.
 *
 * @param version the rules that it was made by. 1: JSON in the order of the body, nulls written, as releases made it that kept
 *     no version. 2: names sorted, nulls as if they were not there, numbers without zeros at their end
 * @param hex lower case
 */
public record ContentHash(int version, String hex) {

    /** What {@link #of} makes. */
    public static final int VERSION = 2;

    private static final ObjectWriter AS_IT_IS = LedgerJson.MAPPER.writer();
    private static final ObjectWriter CANONICAL = AS_IT_IS.with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .without(JsonNodeFeature.WRITE_NULL_PROPERTIES)
            .with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

    /** As evidence shows it: by the first rules the number alone, by later ones {@code v2:} before it. */
    @JsonValue
    String text() {
        return version == 1 ? hex : "v" + version + ":" + hex;
    }

    public static ContentHash of(JsonNode body) {
        return new ContentHash(VERSION, hash(CANONICAL, hasFractions(body) ? plain(body) : body));
    }

    /** Whether this is the hash of {@code body}, by the rules that it was made by; false by rules of a later release. */
    public boolean matches(JsonNode body) {
        return switch (version) {
            case 1 -> hex.equals(hash(AS_IT_IS, body));
            case VERSION -> equals(of(body));
            default -> false;
        };
    }

    private static String hash(ObjectWriter writer, JsonNode body) {
        try {
            return HexFormat.of().formatHex(Sha256.newDigest().digest(writer.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body can always be hashed", e);
        }
    }

    /** Few bodies have any; the others are not copied. */
    private static boolean hasFractions(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode element : node) {
                if (hasFractions(element)) {
                    return true;
                }
            }
        }
        return node.isFloatingPointNumber();
    }

    /** One form for each number: {@code 1}, {@code 1.0} and {@code 1e0} are one. */
    private static JsonNode plain(JsonNode node) {
        if (node.isFloatingPointNumber() && Double.isFinite(node.doubleValue())) {
            BigDecimal value = node.decimalValue().stripTrailingZeros();
            return value.scale() <= 0 ? BigIntegerNode.valueOf(value.toBigInteger()) : DecimalNode.valueOf(value);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(property -> copy.set(property.getKey(), plain(property.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        return node;
    }
}
