package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.mapping.SystemField;
import io.drover.mapping.Texts;
import io.drover.spi.TargetField.Type;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields that every Zephyr test case has and that become fields of the target. */
enum CaseField implements SystemField {
    PRIORITY("Priority", Type.CHOICE, c -> text(c.priority())),
    STATUS("Status", Type.CHOICE, c -> text(c.status())),
    LABELS("Labels", Type.MULTI_CHOICE, CaseField::labels),
    COMPONENT("Component", Type.CHOICE, c -> text(c.component())),
    OWNER("Owner", Type.TEXT, c -> text(c.owner())),
    ESTIMATED_TIME("Estimated time", Type.TEXT, CaseField::estimatedTime) {
        @Override
        public JsonNode shown(JsonNode value, @Nullable Type type) {
            return type == Type.NUMBER
                    ? minutes(value.longValue())
                    : TextNode.valueOf(Texts.duration(value.longValue()));
        }
    },
    CREATED_ON("Created on", Type.DATE_TIME, c -> text(c.createdOn()));

    private static final BigDecimal MINUTE_MS = BigDecimal.valueOf(60_000);

    private final String label;
    private final String plainName;
    private final Type type;
    private final Function<TestCase, @Nullable JsonNode> reader;

    CaseField(String label, Type type, Function<TestCase, @Nullable JsonNode> reader) {
        this.label = label;
        this.plainName = plain(label);
        this.type = type;
        this.reader = reader;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Type type() {
        return type;
    }

    @Nullable
    JsonNode read(TestCase testCase) {
        return reader.apply(testCase);
    }

    /** By any spelling: {@code createdOn}, {@code Created on}, {@code estimatedTimeMs}. */
    @Override
    public boolean isNamed(String name) {
        return plainName.equals(plain(name));
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

    private static JsonNode minutes(long millis) {
        try {
            return JsonNodeFactory.instance.numberNode(
                    BigDecimal.valueOf(millis).divide(MINUTE_MS));
        } catch (ArithmeticException e) {
            // No finite fraction: not a number, so it is kept as text.
            return TextNode.valueOf(Texts.duration(millis));
        }
    }
}
