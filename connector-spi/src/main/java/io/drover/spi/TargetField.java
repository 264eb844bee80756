package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One field of a target's records, by its label.
 *
 * @param allowedValues labels, for {@link Type#CHOICE} and {@link Type#MULTI_CHOICE}
 * @param required whether a record without it is refused
 * @param system whether the target brings it (not created by users)
 * @param maxLength longest text in characters, 0 when unknown
 */
public record TargetField(
        @JsonProperty("kind") String entityType,
        String label,
        Type type,
        List<String> allowedValues,
        boolean required,
        boolean system,
        int maxLength) {

    /** What values a field takes. In a record's body a value is a string, of MULTI_CHOICE a list of strings. */
    public enum Type {
        TEXT,
        RICH_TEXT,
        NUMBER,
        DATE,
        DATE_TIME,
        CHECKBOX,
        CHOICE,
        MULTI_CHOICE,
        USER,
        URL
    }

    public TargetField {
        allowedValues = List.copyOf(allowedValues);
    }
}
