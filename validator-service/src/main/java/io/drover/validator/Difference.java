package io.drover.validator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One place where a record in the target is not as it was written.
 *
 * @param path for example {@code name}, {@code fields.Priority} or {@code steps[3].expected}; counted from 1, as people
 *     count steps
 * @param evidence a short piece of both around the first difference
 * @param edited whether the target has another value than the one that was written: somebody changed it since
 */
record Difference(String path, String evidence, boolean edited) {

    private static final int BEFORE = 20;
    private static final int LENGTH = 60;

    static Difference between(String path, JsonNode written, JsonNode found, boolean edited) {
        String left = text(written);
        String right = text(found);
        int first = 0;
        while (first < left.length() && first < right.length() && left.charAt(first) == right.charAt(first)) {
            first++;
        }
        return new Difference(
                path,
                "at character %d: %s, but the target has %s"
                        .formatted(first + 1, excerpt(left, first), excerpt(right, first)),
                edited);
    }

    private static String excerpt(String text, int around) {
        if (text.isEmpty()) {
            return "nothing";
        }
        int from = whole(text, Math.max(0, Math.min(around, text.length()) - BEFORE));
        int to = whole(text, Math.min(text.length(), from + LENGTH));
        return "\"" + (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "") + "\"";
    }

    /** Never between the two halves of a character. */
    private static int whole(String text, int index) {
        boolean half = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
        return half && Character.isHighSurrogate(text.charAt(index - 1)) ? index - 1 : index;
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }
}
