package io.drover.connectors.agola;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.drover.connectors.agola.convert.StorableTexts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what is of use of one item of a list, and says what is not as v0.7 writes it. */
final class ListedItems {

    private static final int LONGEST = 255;

    private @Nullable String id;
    private boolean archived;
    private String phase = "";
    private boolean waits;
    private String name = "";
    private @Nullable String wrong;

    private ListedItems() {}

    static ListedRun run(JsonParser json) throws IOException {
        ListedItems item = new ListedItems();
        item.read(json);
        if (item.id == null || item.id.isEmpty()) {
            item.wrong("it has no id");
        }
        return new ListedRun(
                item.id == null ? "" : StorableTexts.shown(item.id, LONGEST),
                item.archived,
                StorableTexts.shown(item.phase, LONGEST),
                item.waits,
                StorableTexts.shown(item.name, LONGEST),
                item.wrong);
    }

    /** The item's name; empty if it has none. */
    static String name(JsonParser json) throws IOException {
        ListedItems item = new ListedItems();
        item.read(json);
        return item.name;
    }

    private void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            wrong("it is no object");
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "id" -> id = text(json, field);
                case "name" -> name = text(json, field);
                case "phase" -> phase = text(json, field);
                case "archived" -> archived = flag(json, field);
                case "tasks" -> tasks(json);
                default -> json.skipChildren();
            }
        }
    }

    private void tasks(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            ifNotNull(json, "tasks");
            return;
        }
        while (json.nextFieldName() != null) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                ifNotNull(json, "tasks");
                continue;
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                if (field.equals("waiting_approval")) {
                    waits |= flag(json, field);
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private String text(JsonParser json, String field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        ifNotNull(json, field);
        return "";
    }

    private boolean flag(JsonParser json, String field) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> {
                ifNotNull(json, field);
                yield false;
            }
        };
    }

    private void ifNotNull(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            wrong(field + " is of another type");
        }
        json.skipChildren();
    }

    private void wrong(String what) {
        wrong = wrong == null ? what : wrong + ", " + what;
    }
}
