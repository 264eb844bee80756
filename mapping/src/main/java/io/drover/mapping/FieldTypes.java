package io.drover.mapping;

import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField.Type;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Infers the type of a field to create from what the survey saw, so that every value that was seen fits. */
final class FieldTypes {

    /** A longer text goes into a rich text field; a short text field holds a line. */
    private static final int LONGEST_LINE = 250;

    /** A longer value cannot be an option of a choice. */
    static final int LONGEST_OPTION = 255;

    private FieldTypes() {}

    static Type of(SurveyedField field) {
        Set<Shape> shapes = EnumSet.copyOf(field.shapes());
        if (shapes.equals(EnumSet.of(Shape.NUMBER))) {
            return Type.NUMBER;
        }
        if (shapes.equals(EnumSet.of(Shape.BOOLEAN))) {
            // Not a check box: a choice tells "no" from "nobody said", a check box does not.
            return Type.CHOICE;
        }
        if (shapes.equals(EnumSet.of(Shape.DATE))) {
            return Type.DATE;
        }
        if (EnumSet.of(Shape.DATE, Shape.DATE_TIME).containsAll(shapes)) {
            return Type.DATE_TIME;
        }
        if (shapes.contains(Shape.LIST)
                && canBeOptions(field)
                && EnumSet.of(Shape.LIST, Shape.TEXT).containsAll(shapes)) {
            return Type.MULTI_CHOICE;
        }
        boolean line = field.maxLength() <= LONGEST_LINE
                && EnumSet.of(Shape.TEXT, Shape.NUMBER, Shape.BOOLEAN, Shape.DATE, Shape.DATE_TIME)
                        .containsAll(shapes);
        return line ? Type.TEXT : Type.RICH_TEXT;
    }

    /** A system field has its own type, unless its values cannot all be options. */
    static Type of(SystemField field, @Nullable SurveyedField seen) {
        return seen == null || canBeOptions(seen) || !isChoice(field.type()) ? field.type() : of(seen);
    }

    /** Whether each value of each record can be created as an option before the records are moved. */
    static boolean canBeOptions(SurveyedField field) {
        return field.valuesComplete() && field.maxLength() <= LONGEST_OPTION;
    }

    /** Why a field that has lists is a text in the target. */
    static String whyText(SurveyedField field, boolean existing) {
        if (existing) {
            return "the target's field is a text: it has one value per line";
        }
        if (canBeOptions(field)) {
            return "some records have something else than a list of names: the field is a text with one value per line";
        }
        return whyNoOptions(field) + ": the field is a text with one value per line";
    }

    /** Why not each value can be an option. */
    static String whyNoOptions(SurveyedField field) {
        return field.maxLength() > LONGEST_OPTION
                ? "a value is longer than the %d characters that an option may have".formatted(LONGEST_OPTION)
                : "more than %d different values are too many for a choice".formatted(SurveyedField.MAX_VALUES);
    }

    static boolean isChoice(Type type) {
        return type == Type.CHOICE || type == Type.MULTI_CHOICE;
    }
}
