package io.drover.coordinator.api;

import io.drover.api.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request must have. */
final class Required {

    private static final int MAX_TEXT = 1000;

    private Required() {}

    /** An absent body and the JSON word null both arrive as null. */
    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new InvalidRequestException(
                    List.of(new Violation("", "the body is empty; a JSON object is expected")));
        }
        return body;
    }

    /** A {@link #text} of one line. */
    static String line(String field, @Nullable String value) {
        String text = text(field, value);
        String wrong = ApiTexts.wrongLine(text);
        if (wrong != null) {
            throw new InvalidRequestException(List.of(new Violation(field, wrong)));
        }
        return text;
    }

    /** A text that says something, at most 1,000 characters. */
    static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > MAX_TEXT) {
            throw new InvalidRequestException(
                    List.of(new Violation(field, "is required: 1 to " + MAX_TEXT + " characters")));
        }
        return value.strip();
    }

    /** {@code true} or {@code false}; absent for {@code otherwise}. */
    static boolean flag(String parameter, @Nullable String value, boolean otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidRequestException(List.of(new Violation(parameter, "must be true or false, not " + value)));
        }
        return value.equals("true");
    }

    static void of(String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
        List<Violation> missing = new ArrayList<>();
        if (firstValue == null) {
            missing.add(new Violation(first, "is required"));
        }
        if (secondValue == null) {
            missing.add(new Violation(second, "is required"));
        }
        if (!missing.isEmpty()) {
            throw new InvalidRequestException(missing);
        }
    }
}
