package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.TargetField.Type;
import java.util.Locale;
import java.util.Optional;

/** qTest's numbers and words for field types (docs/contracts/zephyr-scale-and-qtest.md §3.4). */
final class QTestFieldTypes {

    private QTestFieldTypes() {}

    /** @return empty for a type that this connector cannot write */
    static Optional<Type> of(JsonNode field) {
        if (field.path("data_type").isIntegralNumber()) {
            return ofNumber(field.get("data_type").intValue());
        }
        return ofWord(field.path("attribute_type").asText(""));
    }

    static int number(Type type) {
        return switch (type) {
            case TEXT -> 1;
            case RICH_TEXT -> 6;
            case CHOICE -> 3;
            case DATE -> 4;
            case DATE_TIME -> 9;
            case USER -> 5;
            case NUMBER -> 7;
            case CHECKBOX -> 8;
            case URL -> 12;
            case MULTI_CHOICE -> 17;
        };
    }

    private static Optional<Type> ofNumber(int dataType) {
        return switch (dataType) {
            case 1, 2 -> Optional.of(Type.TEXT);
            case 6 -> Optional.of(Type.RICH_TEXT);
            case 3 -> Optional.of(Type.CHOICE);
            case 4 -> Optional.of(Type.DATE);
            case 5 -> Optional.of(Type.USER);
            case 7 -> Optional.of(Type.NUMBER);
            case 8 -> Optional.of(Type.CHECKBOX);
            case 9 -> Optional.of(Type.DATE_TIME);
            case 12 -> Optional.of(Type.URL);
            case 17 -> Optional.of(Type.MULTI_CHOICE);
            default -> Optional.empty();
        };
    }

    /** Of the words only "ComboBox" is verified; the others follow the product's own names of the types. */
    private static Optional<Type> ofWord(String attributeType) {
        return switch (attributeType.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
            case "text", "textbox", "textfield", "string", "textarea" -> Optional.of(Type.TEXT);
            case "richtext", "richtexteditor", "richtextbox" -> Optional.of(Type.RICH_TEXT);
            case "combobox", "dropdown" -> Optional.of(Type.CHOICE);
            case "date", "datepicker" -> Optional.of(Type.DATE);
            case "datetime", "datetimepicker" -> Optional.of(Type.DATE_TIME);
            case "userlist", "user" -> Optional.of(Type.USER);
            case "number", "numeric" -> Optional.of(Type.NUMBER);
            case "checkbox" -> Optional.of(Type.CHECKBOX);
            case "url", "link" -> Optional.of(Type.URL);
            case "multiselect", "multiselectcombobox", "multiplecombobox", "arraylist" ->
                Optional.of(Type.MULTI_CHOICE);
            default -> Optional.empty();
        };
    }
}
