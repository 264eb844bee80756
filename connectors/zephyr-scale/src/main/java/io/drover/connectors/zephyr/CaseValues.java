package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestCase.Note;
import io.drover.http.ListedPage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of a listed test case, each in the form that its field promises. What is not in it is noted as it stands. */
final class CaseValues {

    private static final Pattern NUMBER_OF_KEY = Pattern.compile("-T(\\d{1,9})$");
    private static final Pattern ACCOUNT = Pattern.compile("[?&]accountId=([^&#]+)");
    private static final Pattern LAST_ID = Pattern.compile("/(\\d+)/?$");

    private final JsonNode listed;
    private final List<Note> notes;

    private CaseValues(JsonNode listed, List<Note> notes) {
        this.listed = listed;
        this.notes = notes;
    }

    /** @param before notes that there are already */
    static TestCase of(JsonNode listed, Script script, List<Note> before, IdNames names) {
        List<Note> notes = new ArrayList<>(before);
        CaseValues values = new CaseValues(listed, notes);
        String name = values.text("name", "Name");
        return new TestCase(
                name == null ? "" : name,
                values.text("objective", "Objective"),
                values.text("precondition", "Precondition"),
                values.folder(),
                values.labels(),
                values.named("Priority", "PRIORITY_NAME_UNKNOWN", names.priority(listed)),
                values.named("Status", "STATUS_NAME_UNKNOWN", names.status(listed)),
                values.named("Component", "COMPONENT_NAME_UNKNOWN", names.component(listed)),
                values.owner(),
                values.estimatedTime(),
                values.text("createdOn", "Created On"),
                values.customFields(),
                script,
                position(listed.path("key").asText("")),
                notes);
    }

    /** The number in the key: the order in which the cases of a project were made. */
    private static @Nullable Integer position(String key) {
        Matcher matcher = NUMBER_OF_KEY.matcher(key);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    private @Nullable String text(String property, String field) {
        JsonNode value = listed.path(property);
        if (value.isContainerNode()) {
            notes.add(new Note("VALUE_NOT_A_TEXT", field, value));
            return null;
        }
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    private @Nullable String named(String field, String code, IdNames.Name name) {
        if (name.unknown() != null) {
            notes.add(new Note(code, field, name.unknown()));
        }
        return name.text();
    }

    private @Nullable String folder() {
        JsonNode folder = listed.path("folder");
        JsonNode id = folder.isObject() ? folder.path("id") : folder;
        if ((id.isIntegralNumber() || id.isTextual()) && !id.asText().isBlank()) {
            return id.asText();
        }
        Matcher self = LAST_ID.matcher(folder.path("self").asText(""));
        if (self.find()) {
            return self.group(1);
        }
        if (says(folder)) {
            notes.add(new Note("FOLDER_UNKNOWN", "Folder", folder));
        }
        return null;
    }

    private List<String> labels() {
        JsonNode labels = listed.path("labels");
        List<String> texts = new ArrayList<>();
        if (labels.isArray()) {
            for (JsonNode label : labels) {
                if (!label.isNull()) {
                    texts.add(label.isContainerNode() ? label.toString() : label.asText());
                }
            }
        } else if (says(labels)) {
            notes.add(new Note("VALUE_NOT_A_LIST", "Labels", labels));
        }
        return texts;
    }

    /** The account id; of a deleted user that is all there is, and some answers have it in the link only. */
    private @Nullable String owner() {
        JsonNode owner = listed.path("owner");
        JsonNode id = owner.isObject() ? owner.path("accountId") : owner;
        if ((id.isNumber() || id.isTextual()) && !id.asText().isBlank()) {
            return id.asText();
        }
        Matcher self = ACCOUNT.matcher(owner.path("self").asText(""));
        if (self.find()) {
            return URLDecoder.decode(self.group(1), StandardCharsets.UTF_8);
        }
        if (says(owner)) {
            notes.add(new Note("OWNER_UNKNOWN", "Owner", owner));
        }
        return null;
    }

    private @Nullable Long estimatedTime() {
        JsonNode time = listed.path("estimatedTime");
        OptionalLong millis = ListedPage.number(time);
        if (millis.isPresent()) {
            return millis.getAsLong();
        }
        if (says(time)) {
            notes.add(new Note("VALUE_NOT_A_NUMBER", "Estimated Time", time));
        }
        return null;
    }

    private Map<String, JsonNode> customFields() {
        JsonNode custom = listed.path("customFields");
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        custom.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        if (!custom.isObject() && says(custom)) {
            notes.add(new Note("VALUE_NOT_AN_OBJECT", "Custom Fields", custom));
        }
        return fields;
    }

    /** Whether there is anything in it that would be lost without it. */
    static boolean says(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (says(child)) {
                    return true;
                }
            }
            return false;
        }
        return !node.isNull()
                && !node.isMissingNode()
                && !(node.isTextual() && node.textValue().isBlank());
    }
}
