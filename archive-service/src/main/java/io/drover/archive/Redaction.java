package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.worker.ValueMasks;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out secrets: known values, and what looks like one. Nothing that is staged should hold any; this is the second
 * lock, because a bundle of evidence is handed to strangers. What stands under the key {@code secrets} are names and stays.
 * For one thread at a time.
 */
final class Redaction {

    static final String MASK = "[masked]";

    /** A shorter value would mask ordinary words. */
    private static final int SHORTEST = 8;

    private static final String NAMES_OF_SECRETS = "secrets";
    /** What stands under these is counted by kind and by code, and there may be a kind {@code secret}: keys say nothing. */
    private static final Set<String> COUNTED = Set.of("totals", "books", "findings");

    private static final Pattern SENSITIVE_KEY = Pattern.compile(
            "(?:.*[._-])?(?:token|password|passwd|passphrase|secret|api-?_?key|access-?_?key|private-?_?key"
                    + "|credentials?|authorization|cookie)|.*(?:token|password|secret|apikey|accesskey|privatekey)");
    private static final Pattern SENSITIVE_TEXT = Pattern.compile(
            "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+" // a JSON web token
                    + "|(?<=[Bb]earer )[A-Za-z0-9._~+/=-]{12,}"
                    + "|(?<=[Bb]asic )[A-Za-z0-9+/]{12,}={0,2}"
                    + "|(?<=://)[^/\\s:@]+:[^/\\s@]+(?=@)");

    private static final int REMEMBERED_KEYS = 1_000;

    private final ValueMasks values;
    private final Map<String, Boolean> keys = new HashMap<>();

    /** @param values values of secrets that the execution used, masked wherever they appear */
    Redaction(Collection<String> values) {
        this.values = new ValueMasks(
                values.stream().filter(value -> value.length() >= SHORTEST).toList(), MASK);
    }

    /** A copy without secrets. */
    JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> of(object);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> copy.add(of(element)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(of(text.textValue()));
            default -> node;
        };
    }

    ObjectNode of(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> copy.set(of(entry.getKey()), of(entry.getKey(), entry.getValue())));
        return copy;
    }

    private JsonNode of(String key, JsonNode value) {
        if (key.equals(NAMES_OF_SECRETS)) {
            return names(value);
        }
        if (COUNTED.contains(key) && value instanceof ObjectNode counts) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            counts.properties().forEach(entry -> copy.set(of(entry.getKey()), of(entry.getValue())));
            return copy;
        }
        if (value.isValueNode() && !value.isNull() && sensitive(key) && !key.startsWith("total.")) {
            return TextNode.valueOf(MASK);
        }
        return of(value);
    }

    /** The names of secrets: keys may be called {@code token}, values are names; anything deeper is not a name. */
    private JsonNode names(JsonNode names) {
        if (!names.isObject()) {
            return of(names);
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        names.properties()
                .forEach(entry -> copy.put(
                        entry.getKey(),
                        entry.getValue().isTextual() ? of(entry.getValue().textValue()) : MASK));
        return copy;
    }

    /** {@code text} with tokens and the passwords of addresses masked. */
    String of(String text) {
        String masked = values.of(text);
        return mayHoldSecret(masked) ? SENSITIVE_TEXT.matcher(masked).replaceAll(MASK) : masked;
    }

    /** What every form of {@link #SENSITIVE_TEXT} holds; saves the pattern for nearly all of a million texts. */
    private static boolean mayHoldSecret(String text) {
        return text.contains("eyJ") || text.contains("earer ") || text.contains("asic ") || text.contains("://");
    }

    private boolean sensitive(String key) {
        Boolean known = keys.get(key);
        if (known == null) {
            known = SENSITIVE_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches();
            if (keys.size() < REMEMBERED_KEYS) {
                keys.put(key, known);
            }
        }
        return known;
    }
}
