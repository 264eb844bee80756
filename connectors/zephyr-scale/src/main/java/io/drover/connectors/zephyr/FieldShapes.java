package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.SurveyedField.Shape;
import java.util.regex.Pattern;

/** Tells the shape of a value; Zephyr Scale Cloud has no schema of custom fields to ask (docs/contracts/zephyr-scale-and-qtest.md §0.2 fact 2). */
final class FieldShapes {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?");
    private static final int LONGEST_DATE_TIME = 40;

    private FieldShapes() {}

    static boolean empty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    static Shape of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> ofText(value.textValue());
            case NUMBER -> Shape.NUMBER;
            case BOOLEAN -> Shape.BOOLEAN;
            case ARRAY -> Shape.LIST;
            case OBJECT, BINARY, MISSING, NULL, POJO -> Shape.OTHER;
        };
    }

    static Shape ofText(String text) {
        if (text.length() <= LONGEST_DATE_TIME && !text.isEmpty() && Character.isDigit(text.charAt(0))) {
            if (DATE.matcher(text).matches()) {
                return Shape.DATE;
            }
            if (DATE_TIME.matcher(text).matches()) {
                return Shape.DATE_TIME;
            }
        }
        boolean lines = text.indexOf('\n') >= 0 || text.contains("<br") || text.contains("</");
        return lines ? Shape.MULTILINE : Shape.TEXT;
    }
}
