package io.drover.cli.migration;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a validator finds, in sentences that say what to write instead, each at its place. None repeats a secret. */
final class Sentences {

    private static final Pattern WITH_USER = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*@");

    private final YamlFile file;
    private final JsonNode schema;
    private final JsonNode content;
    private final Typed typed;
    /** Paths that somebody meant who wrote another key, so that one typo is one error. */
    private final Set<String> meant = new HashSet<>();

    Sentences(YamlFile file, JsonNode schema, JsonNode content, Typed typed) {
        this.file = file;
        this.schema = schema;
        this.content = content;
        this.typed = typed;
    }

    Stream<InputError> of(List<Error> errors) {
        List<InputError> unknown = errors.stream()
                .filter(Sentences::isUnknownKey)
                .map(this::unknownKey)
                .toList();
        return Stream.concat(
                unknown.stream(),
                errors.stream().filter(error -> !isUnknownKey(error)).flatMap(error -> other(error).stream()));
    }

    private static boolean isUnknownKey(Error error) {
        return error.getKeyword().equals("additionalProperties") && error.getProperty() != null;
    }

    private InputError unknownKey(Error error) {
        String path = path(error);
        String key = error.getProperty();
        List<String> known = keyword(error)
                .parent()
                .path("properties")
                .propertyStream()
                .map(property -> property.getKey())
                .toList();
        Optional<String> nearest = NearestWord.to(key, known);
        nearest.ifPresent(word -> meant.add(YamlJson.join(path, word)));
        Position at = typed.keys.getOrDefault(YamlJson.join(path, key), at(path));
        return new InputError(
                at,
                "Unknown key \"" + key + "\"" + (path.isEmpty() ? "" : " in " + path) + "."
                        + nearest.map(word -> " Did you mean \"" + word + "\"?")
                                .orElse(" Known keys: " + String.join(", ", known) + "."));
    }

    private Optional<InputError> other(Error error) {
        String path = path(error);
        Keyword keyword = keyword(error);
        if (typed.unset.contains(path)) {
            return Optional.empty();
        }
        if (error.getKeyword().equals("required")) {
            if (keyword.ways().isArray()) {
                return missing(path, keyword.ways());
            }
            String key = YamlJson.join(path, error.getProperty());
            return meant.contains(key) ? Optional.empty() : wrong(path, key + " is missing or empty.");
        }
        return wrong(path, path + ": " + sentence(error, keyword.parent()));
    }

    /** Of settings and secrets that go together, none is whole. */
    private Optional<InputError> missing(String path, JsonNode ways) {
        Set<String> present = content.at(pointer(path))
                .propertyStream()
                .map(property -> property.getKey())
                .collect(Collectors.toSet());
        boolean whole = ways.valueStream().anyMatch(way -> way.path("required")
                .valueStream()
                .map(JsonNode::asText)
                .allMatch(key -> present.contains(key) || meant.contains(YamlJson.join(path, key))));
        if (whole) {
            return Optional.empty();
        }
        List<String> words = ways.valueStream()
                .map(way ->
                        way.path("required").valueStream().map(JsonNode::asText).collect(Collectors.joining(" and ")))
                .toList();
        return words.size() == 1 && !words.getFirst().contains(" ")
                ? wrong(path, YamlJson.join(path, words.getFirst()) + " is missing or empty.")
                : wrong(path, path + ": give " + String.join(", or ", words) + ".");
    }

    private String sentence(Error error, JsonNode shape) {
        JsonNode given = error.getInstanceNode();
        String text = given.isValueNode() ? given.asText() : "";
        return switch (error.getKeyword()) {
            case "type" ->
                "expected " + expectation(Typed.types(shape))
                        + (given.isValueNode() ? ", found \"" + text + "\"." : ".");
            case "enum" -> "\"" + text + "\" is not known." + hint(text, shape.path("enum"));
            case "pattern" -> unlikely(text, shape);
            case "minimum", "maximum" -> "expected " + range(shape) + ", found " + text + ".";
            default -> error.getMessage() + ".";
        };
    }

    private static String hint(String text, JsonNode words) {
        List<String> known = words.valueStream().map(JsonNode::asText).toList();
        return NearestWord.to(text, known)
                .map(word -> " Did you mean \"" + word + "\"?")
                .orElse(" Known: " + String.join(", ", known) + ".");
    }

    private static String unlikely(String text, JsonNode shape) {
        String pattern = shape.path("pattern").asText();
        if (pattern.startsWith("^http") && WITH_USER.matcher(text).find()) {
            // What stands before the @ may be a password: it is not repeated here.
            return "an address must not contain a user or a password. Remove what stands before the @, and give it"
                    + " as a secret of the connection (token or password).";
        }
        String right = shape.path("$comment").asText(shape.path("description").asText(pattern));
        return "\"" + text + "\" does not look right; " + right;
    }

    private static String range(JsonNode shape) {
        String least = shape.path("minimum").asText();
        return shape.has("maximum")
                ? (least.isEmpty() ? "at most " : least + " to ")
                        + shape.get("maximum").asText()
                : least + " or more";
    }

    /** What to write for a type, in words. */
    private static String expectation(List<String> types) {
        return types.stream()
                .map(type -> switch (type) {
                    case "object" -> "keys with values";
                    case "array" -> "a list";
                    case "integer" -> "a whole number";
                    case "number" -> "a number";
                    case "boolean" -> "true or false";
                    case "string" -> "a text";
                    default -> type;
                })
                .collect(Collectors.joining(" or "));
    }

    /**
     * Where in the schema an error comes from.
     *
     * @param parent the shape that has the keyword
     * @param ways what it is one of, unless it is none of several
     */
    private record Keyword(JsonNode parent, JsonNode ways) {}

    private Keyword keyword(Error error) {
        String pointer = String.valueOf(error.getSchemaLocation().getFragment());
        int ways = pointer.lastIndexOf("/anyOf/");
        return new Keyword(
                schema.at(JsonPointer.compile(pointer).head()),
                ways < 0 ? schema.path("") : schema.at(pointer.substring(0, ways) + "/anyOf"));
    }

    private static String path(Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        return pointer.replaceFirst("^/", "")
                .replace('/', '.')
                .replace("~1", "/")
                .replace("~0", "~");
    }

    private static String pointer(String path) {
        return path.isEmpty()
                ? ""
                : "/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/');
    }

    private Optional<InputError> wrong(String path, String message) {
        return Optional.of(new InputError(at(path), message));
    }

    private Position at(String path) {
        Position position = typed.positions.get(path);
        return position != null ? position : Position.startOf(file.path().toString());
    }
}
