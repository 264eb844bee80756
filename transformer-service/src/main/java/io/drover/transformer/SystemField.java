package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.TargetField.Type;
import io.drover.spi.testing.TestCase;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields that every Zephyr test case has and that become fields of the target. */
enum SystemField {
    PRIORITY("Priority", Type.CHOICE, c -> text(c.priority())),
    STATUS("Status", Type.CHOICE, c -> text(c.status())),
    LABELS("Labels", Type.MULTI_CHOICE, SystemField::labels),
    COMPONENT("Component", Type.CHOICE, c -> text(c.component())),
    OWNER("Owner", Type.TEXT, c -> text(c.owner())),
    ESTIMATED_TIME("Estimated time", Type.TEXT, SystemField::estimatedTime),
    CREATED_ON("Created on", Type.DATE_TIME, c -> text(c.createdOn()));

    private static final Map<String, SystemField> BY_PLAIN_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(field -> plain(field.label), Function.identity()));

    private final String label;
    private final Type type;
    private final Function<TestCase, @Nullable JsonNode> reader;

    SystemField(String label, Type type, Function<TestCase, @Nullable JsonNode> reader) {
        this.label = label;
        this.type = type;
        this.reader = reader;
    }

    /** The name in mappings, messages and findings. */
    String label() {
        return label;
    }

    /** The type of the field where the target has none of that name yet. */
    Type type() {
        return type;
    }

    @Nullable
    JsonNode read(TestCase testCase) {
        return reader.apply(testCase);
    }

    /** By any spelling: {@code createdOn}, {@code Created on}, {@code estimatedTimeMs}. */
    static Optional<SystemField> named(String name) {
        return Optional.ofNullable(BY_PLAIN_NAME.get(plain(name)));
    }

    private static String plain(String name) {
        String letters = name.chars()
                .filter(character -> character < 128 && Character.isLetter(character))
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return letters.equals("estimatedtimems") ? "estimatedtime" : letters;
    }

    private static @Nullable JsonNode text(@Nullable String value) {
        return value == null ? null : JsonNodeFactory.instance.textNode(value);
    }

    private static @Nullable JsonNode labels(TestCase testCase) {
        if (testCase.labels().isEmpty()) {
            return null;
        }
        ArrayNode labels = JsonNodeFactory.instance.arrayNode();
        testCase.labels().forEach(labels::add);
        return labels;
    }

    private static @Nullable JsonNode estimatedTime(TestCase testCase) {
        return testCase.estimatedTimeMs() == null
                ? null
                : JsonNodeFactory.instance.numberNode(testCase.estimatedTimeMs());
    }
}
