package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.Optional;

/** What a listing has at one place; mostly a record, sometimes none. */
final class ListedEntry {

    private ListedEntry() {}

    /** The id by which the record is known on its way: a folder's id, a test case's key. Empty where it has none. */
    static Optional<String> originId(String entityType, JsonNode entry) {
        if (entityType.equals(Folder.TYPE)) {
            return id(entry);
        }
        JsonNode key = entry.path("key");
        return key.isTextual() && !key.textValue().isBlank() ? Optional.of(key.textValue()) : Optional.empty();
    }

    /** The id within Zephyr Scale, a number or the text of one. */
    static Optional<String> id(JsonNode entry) {
        JsonNode id = entry.path("id");
        return (id.isIntegralNumber() || id.isTextual()) && !id.asText().isBlank()
                ? Optional.of(id.asText())
                : Optional.empty();
    }

    /** What it is instead; a record's texts are not repeated. */
    private static String shape(String entityType, JsonNode entry) {
        String name = entityType.equals(Folder.TYPE) ? "id" : "key";
        JsonNode id = entry.path(name);
        String what = id.isTextual() ? "an empty text" : id.getNodeType().toString();
        return entry.isObject() ? "\"" + name + "\" is " + what : "it is " + entry.getNodeType();
    }

    /** Says that nothing can be done with an entry, and which it is. */
    static Finding unreadable(String entityType, JsonNode entry, long place) {
        String what = entityType.equals(Folder.TYPE) ? "folder" : "test case";
        String subject = id(entry).map(id -> "id " + id).orElse("place " + place + " of the listing");
        return new Finding(
                "RECORD_UNREADABLE",
                Severity.ERROR,
                entityType,
                subject,
                entityType.equals(Folder.TYPE) ? "Id" : "Key",
                shape(entityType, entry),
                "Zephyr Scale lists something that is no " + what + ", or one without its "
                        + (entityType.equals(Folder.TYPE) ? "id" : "key") + "; look for it there.");
    }
}
