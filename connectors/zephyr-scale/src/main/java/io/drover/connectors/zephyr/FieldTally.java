package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What one field looked like over all records seen. Used by one thread. */
final class FieldTally {

    /** A longer text is no value that somebody picks from a list; its wording is not kept. */
    private static final int LONGEST_VALUE = 255;

    private final String entityType;
    private final String name;
    private final boolean custom;
    private final Set<Shape> shapes = EnumSet.noneOf(Shape.class);
    private final Set<String> values = new LinkedHashSet<>();
    private boolean complete = true;
    private long filled;
    private int maxLength;

    FieldTally(String entityType, String name, boolean custom) {
        this.entityType = entityType;
        this.name = name;
        this.custom = custom;
    }

    void add(JsonNode value) {
        if (FieldShapes.empty(value)) {
            return;
        }
        filled++;
        shapes.add(FieldShapes.of(value));
        if (value.isArray()) {
            value.forEach(element -> {
                if (!element.isNull()) {
                    value(element);
                }
            });
        } else {
            value(value);
        }
    }

    SurveyedField result() {
        return new SurveyedField(
                entityType, name, custom, shapes, new ArrayList<>(values), complete, filled, maxLength);
    }

    private void value(JsonNode value) {
        String text = value.isContainerNode() ? value.toString() : value.asText();
        maxLength = Math.max(maxLength, text.length());
        if (text.length() > LONGEST_VALUE) {
            complete = false;
        } else if (values.size() < SurveyedField.MAX_VALUES) {
            values.add(text);
        } else if (complete && !values.contains(text)) {
            complete = false;
        }
    }
}
