package com.example.csv;

import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the columns hold that have no place of their own. */
final class Columns {

    private final Map<String, Column> byHeading = new LinkedHashMap<>();

    void see(CsvRow row) {
        row.fields().forEach((heading, value) ->
                byHeading.computeIfAbsent(heading, h -> new Column()).see(value));
    }

    List<SurveyedField> fields() {
        return byHeading.entrySet().stream()
                .map(column -> column.getValue().field(column.getKey()))
                .toList();
    }

    private static final class Column {

        private final Set<String> values = new LinkedHashSet<>();
        private boolean complete = true;
        private long filled;
        private int maxLength;

        private void see(String value) {
            if (value.isBlank()) {
                return;
            }
            filled++;
            maxLength = Math.max(maxLength, value.length());
            if (values.size() < SurveyedField.MAX_VALUES) {
                values.add(value);
            } else {
                complete &= values.contains(value);
            }
        }

        private SurveyedField field(String heading) {
            return new SurveyedField(
                    CsvRow.TEST_CASE,
                    heading,
                    true,
                    filled == 0 ? Set.of() : Set.of(Shape.TEXT),
                    List.copyOf(values),
                    complete,
                    filled,
                    maxLength);
        }
    }
}
