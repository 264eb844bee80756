package io.drover.extractor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Texts that Unicode can write. JSON can name half a character, such as the rest of an emoji that was cut in its middle; UTF-8,
 * in which everything is staged and sent, cannot.
 */
final class WellFormed {

    private static final char REPLACEMENT = '\uFFFD';

    private final TreeSet<String> mended = new TreeSet<>();

    private WellFormed() {}

    /** The record itself where nothing is wrong. */
    static Record of(Record record, Consumer<Finding> findings) {
        if (isWhole(record.body())) {
            return record;
        }
        WellFormed texts = new WellFormed();
        Record whole = record.with((ObjectNode) texts.copy("", record.body()));
        texts.mended.forEach(field -> findings.accept(new Finding(
                "TEXT_CLEANED",
                Severity.WARNING,
                record.entityType(),
                record.id(),
                field,
                "half a character",
                "The source's text has half of a character, which no text can hold. It was replaced by U+FFFD.")));
        return whole;
    }

    private static boolean isWhole(JsonNode node) {
        if (node.isTextual()) {
            return firstHalf(node.textValue()) < 0;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (firstHalf(field.getKey()) >= 0 || !isWhole(field.getValue())) {
                    return false;
                }
            }
            return true;
        }
        for (JsonNode element : node) {
            if (!isWhole(element)) {
                return false;
            }
        }
        return true;
    }

    private JsonNode copy(String field, JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(whole(field, node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> {
                String below = field.isEmpty() ? entry.getKey() : field + "." + entry.getKey();
                object.set(whole(below, entry.getKey()), copy(below, entry.getValue()));
            });
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            for (int i = 0; i < node.size(); i++) {
                array.add(copy("%s[%d]".formatted(field, i + 1), node.get(i)));
            }
            return array;
        }
        return node;
    }

    private String whole(String field, String text) {
        int half = firstHalf(text);
        if (half < 0) {
            return text;
        }
        mended.add(whole("", field));
        StringBuilder whole = new StringBuilder(text);
        for (int i = half; i < whole.length(); i++) {
            if (isHalf(whole, i)) {
                whole.setCharAt(i, REPLACEMENT);
            }
        }
        return whole.toString();
    }

    private static int firstHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && isHalf(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isHalf(CharSequence text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
