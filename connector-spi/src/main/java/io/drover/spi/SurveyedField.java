package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;

/**
 * One field of the source as its values show it; the source may have no schema to ask.
 *
 * @param name the field's name as users know it
 * @param custom whether users defined it
 * @param shapes every shape that a non-null value had
 * @param values the distinct values, at most {@link #MAX_VALUES}, in order of first sight; of lists, the elements
 * @param valuesComplete false when there were more than {@link #MAX_VALUES}
 * @param filled how many records have a value
 * @param maxLength length of the longest text value in characters
 */
public record SurveyedField(
        @JsonProperty("kind") String entityType,
        String name,
        boolean custom,
        Set<Shape> shapes,
        List<String> values,
        boolean valuesComplete,
        long filled,
        int maxLength) {

    /**
     * Enough for the labels of a large project, which would otherwise be no choice in the target; few enough that a survey of
     * a hundred fields stays some megabytes and a target gets them in 20 requests a field (where a request takes 100 values).
     */
    public static final int MAX_VALUES = 2_000;

    /** The JSON shape of a value, with dates told from other texts. */
    public enum Shape {
        TEXT,
        MULTILINE,
        NUMBER,
        BOOLEAN,
        DATE,
        DATE_TIME,
        LIST,
        OTHER
    }

    public SurveyedField {
        shapes = Set.copyOf(shapes);
        values = List.copyOf(values);
    }
}
