package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One text of a file as the value its schema asks for. What is wrong is told in a sentence, without any secret. */
final class Scalars {

    private static final Pattern WITH_USER = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*@");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Scalars() {}

    /** The value, or nothing after having told what is wrong. */
    static Optional<JsonNode> read(String text, JsonNode shape, List<String> types, Consumer<String> wrong) {
        if (types.contains("string")) {
            return string(text, shape, wrong);
        }
        Optional<JsonNode> value = types.stream()
                .map(type -> read(text, type))
                .flatMap(Optional::stream)
                .findFirst();
        if (value.isEmpty()) {
            wrong.accept("expected " + expectation(types) + ", found \"" + text + "\".");
        }
        return value.filter(number -> inRange(number, shape, wrong));
    }

    private static Optional<JsonNode> read(String text, String type) {
        return switch (type) {
            case "boolean" ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on" -> Optional.of(JSON.booleanNode(true));
                    case "false", "no", "off" -> Optional.of(JSON.booleanNode(false));
                    default -> Optional.empty();
                };
            case "integer" ->
                text.matches("[-+]?[0-9]{1,18}")
                        ? Optional.of(JSON.numberNode(Long.parseLong(text)))
                        : Optional.empty();
            case "number" ->
                text.matches("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?")
                        ? Optional.of(JSON.numberNode(new BigDecimal(text)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> string(String text, JsonNode shape, Consumer<String> wrong) {
        List<String> words = new ArrayList<>();
        shape.path("enum").forEach(word -> words.add(word.asText()));
        if (!words.isEmpty() && !words.contains(text)) {
            String hint = Nearest.to(text, words)
                    .map(word -> " Did you mean \"" + word + "\"?")
                    .orElse(" Known: " + String.join(", ", words) + ".");
            wrong.accept("\"" + text + "\" is not known." + hint);
            return Optional.empty();
        }
        String pattern = shape.path("pattern").asText();
        if (pattern.startsWith("^http") && WITH_USER.matcher(text).find()) {
            // What stands before the @ may be a password: it is not repeated here.
            wrong.accept(
                    "an address holds no user and no password. Take out what stands before the @, and give it as the"
                            + " connection's own secret (token or password).");
            return Optional.empty();
        }
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
            wrong.accept("\"" + text + "\" does not look right; "
                    + shape.path("$comment").asText(pattern));
            return Optional.empty();
        }
        return Optional.of(JSON.textNode(text));
    }

    private static boolean inRange(JsonNode value, JsonNode shape, Consumer<String> wrong) {
        boolean low =
                shape.has("minimum") && value.asLong() < shape.get("minimum").asLong();
        boolean high =
                shape.has("maximum") && value.asLong() > shape.get("maximum").asLong();
        if (low || high) {
            String range = shape.has("maximum")
                    ? shape.path("minimum").asText() + " to "
                            + shape.get("maximum").asText()
                    : shape.get("minimum").asText() + " or more";
            wrong.accept("expected " + range + ", found " + value.asText() + ".");
        }
        return !low && !high;
    }

    /** What to write for a type, in words. */
    static String expectation(List<String> types) {
        return String.join(
                " or ",
                types.stream()
                        .map(type -> switch (type) {
                            case "object" -> "keys with values";
                            case "array" -> "a list";
                            case "integer" -> "a whole number";
                            case "number" -> "a number";
                            case "boolean" -> "true or false";
                            case "string" -> "a text";
                            default -> throw new IllegalStateException("A schema names the type " + type);
                        })
                        .toList());
    }
}
