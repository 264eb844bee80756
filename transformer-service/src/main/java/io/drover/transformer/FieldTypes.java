package io.drover.transformer;

import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField.Type;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Infers the type of a field to create from what the survey saw, so that every value that was seen fits. */
final class FieldTypes {

    /** A longer text goes into a rich text field; short text fields of qTest hold a line. */
    private static final int LONGEST_LINE = 250;

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
        // A list of more values than the survey holds is not a choice of a sensible size.
        if (shapes.contains(Shape.LIST)
                && field.valuesComplete()
                && EnumSet.of(Shape.LIST, Shape.TEXT).containsAll(shapes)) {
            return Type.MULTI_CHOICE;
        }
        boolean line = field.maxLength() <= LONGEST_LINE
                && EnumSet.of(Shape.TEXT, Shape.NUMBER, Shape.BOOLEAN, Shape.DATE, Shape.DATE_TIME)
                        .containsAll(shapes);
        return line ? Type.TEXT : Type.RICH_TEXT;
    }

    /** A system field has its own type, unless it is a choice of more values than the survey holds. */
    static Type of(SystemField field, @Nullable SurveyedField seen) {
        return seen == null || seen.valuesComplete() || !isChoice(field.type()) ? field.type() : of(seen);
    }

    static boolean isChoice(Type type) {
        return type == Type.CHOICE || type == Type.MULTI_CHOICE;
    }
}
