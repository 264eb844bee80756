package io.drover.connectors.zephyr.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Bodies;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A test case in the source, with names instead of the source's ids. Its key is the record's id. Rich texts are HTML.
 *
 * @param folderId origin id of its folder, null when it has none
 * @param priority the priority's name; null when there is none, or with a note when nobody knows it
 * @param status the status' name, likewise
 * @param component the component's name, likewise
 * @param owner the owner's account id
 * @param estimatedTimeMs milliseconds
 * @param createdOn ISO 8601
 * @param customFields by the field's name; values as the source has them, null for empty
 * @param position place among the cases of its folder: smaller is earlier, and the same in each run; null when there is none
 * @param notes values that are not what their field promises
 */
public record TestCase(
        String name,
        @Nullable String objective,
        @Nullable String precondition,
        @Nullable String folderId,
        List<String> labels,
        @Nullable String priority,
        @Nullable String status,
        @Nullable String component,
        @Nullable String owner,
        @Nullable Long estimatedTimeMs,
        @Nullable String createdOn,
        Map<String, JsonNode> customFields,
        Script script,
        @Nullable Integer position,
        List<Note> notes) {

    /** The entity type. */
    public static final String TYPE = "testcase";

    /**
     * A value that is not what its field promises: it is kept as it stands, and told.
     *
     * @param code of the finding, for example {@code VALUE_NOT_A_NUMBER}
     * @param field the field's name as users know it
     * @param value as the source has it
     */
    public record Note(String code, String field, JsonNode value) {}

    public TestCase {
        notes = notes == null ? List.of() : List.copyOf(notes);
        labels = labels == null
                ? List.of()
                : labels.stream().filter(Objects::nonNull).toList();
        customFields = customFields == null ? Map.of() : customFields; // keeps the source's order
    }

    /** Without a place and without notes. */
    public TestCase(
            String name,
            @Nullable String objective,
            @Nullable String precondition,
            @Nullable String folderId,
            List<String> labels,
            @Nullable String priority,
            @Nullable String status,
            @Nullable String component,
            @Nullable String owner,
            @Nullable Long estimatedTimeMs,
            @Nullable String createdOn,
            Map<String, JsonNode> customFields,
            Script script) {
        this(
                name,
                objective,
                precondition,
                folderId,
                labels,
                priority,
                status,
                component,
                owner,
                estimatedTimeMs,
                createdOn,
                customFields,
                script,
                null,
                List.of());
    }

    public ObjectNode toNode() {
        return Bodies.toNode(this);
    }

    public static TestCase of(JsonNode body) {
        return Bodies.of(body, TestCase.class);
    }
}
