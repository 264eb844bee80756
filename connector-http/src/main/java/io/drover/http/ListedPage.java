package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a listing: its entries, and each thing that it says about further ones.
 *
 * @param values the entries, as they came
 * @param last whether this is the last page; null when nothing is said
 * @param more whether a link or a cursor leads to a further page; null when nothing is said
 * @param next where the further page begins, by that link or cursor
 * @param at where this page begins, by its own word
 * @param total how many entries the whole listing has
 * @param bytes how long the answer was
 */
public record ListedPage(
        List<JsonNode> values,
        @Nullable Boolean last,
        @Nullable Boolean more,
        OptionalLong next,
        OptionalLong at,
        OptionalLong total,
        long bytes) {

    private static final int LONGEST_NUMBER = 18;

    /** Whether it says that there is more, other than by {@code total}. */
    boolean saysMore() {
        return Boolean.FALSE.equals(last) || Boolean.TRUE.equals(more);
    }

    /** Whether it says nothing of an end. A total alone is no end: it may be too low. */
    boolean silent() {
        return last == null && more == null;
    }

    /** The whole number from 0 on that a node is, also one written as a text; empty for anything else. */
    public static OptionalLong number(JsonNode node) {
        if (node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong()) {
            long value = node.longValue();
            return value >= 0 ? OptionalLong.of(value) : OptionalLong.empty();
        }
        return node.isTextual() ? number(node.textValue().strip()) : OptionalLong.empty();
    }

    /** The truth that a node says, also one written as a text; null for anything else. */
    public static @Nullable Boolean flag(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return switch (node.isTextual() ? node.textValue().strip().toLowerCase(Locale.ROOT) : "") {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** A number in the query of a link. The link itself is never followed: it may lead to another host. */
    public static OptionalLong inLink(JsonNode link, String parameter) {
        Matcher matcher = Pattern.compile("[?&]" + Pattern.quote(parameter) + "=(\\d+)(?:[&#]|$)")
                .matcher(link.isTextual() ? link.textValue() : "");
        return matcher.find() ? number(matcher.group(1)) : OptionalLong.empty();
    }

    private static OptionalLong number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
