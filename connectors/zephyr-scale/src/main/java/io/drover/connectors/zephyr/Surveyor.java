package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.SurveyedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Learns the fields of folders and test cases from the listings: values as the records will have them. Used by one thread. */
final class Surveyor {

    private static final String NAME = "Name";
    private static final Script NOT_ASKED_FOR = new Script.Steps(List.of());

    private final IdNames names;
    private final FieldTally folderName = new FieldTally(Folder.TYPE, NAME, false);
    private final Map<String, FieldTally> system = new LinkedHashMap<>();
    private final Map<String, FieldTally> custom = new LinkedHashMap<>();
    private boolean folders;
    private boolean cases;

    Surveyor(IdNames names) {
        this.names = names;
        for (String field : List.of(
                NAME,
                "Objective",
                "Precondition",
                "Priority",
                "Status",
                "Component",
                "Owner",
                "Labels",
                "Estimated Time",
                "Folder")) {
            system.put(field, new FieldTally(TestCase.TYPE, field, false));
        }
    }

    void folder(JsonNode folder) {
        folders = true;
        folderName.add(folder.path("name"));
    }

    void testCase(JsonNode listed) {
        cases = true;
        TestCase values = CaseValues.of(listed, NOT_ASKED_FOR, List.of(), names);
        add(NAME, values.name());
        add("Objective", values.objective());
        add("Precondition", values.precondition());
        add("Priority", values.priority());
        add("Status", values.status());
        add("Component", values.component());
        add("Owner", values.owner());
        add("Folder", values.folderId());
        ArrayNode labels = JsonNodeFactory.instance.arrayNode();
        values.labels().forEach(labels::add);
        add("Labels", labels);
        add(
                "Estimated Time",
                values.estimatedTimeMs() == null ? NullNode.instance : LongNode.valueOf(values.estimatedTimeMs()));
        values.customFields().forEach((name, value) -> custom.computeIfAbsent(
                        name, field -> new FieldTally(TestCase.TYPE, field, true))
                .add(value));
    }

    List<SurveyedField> fields() {
        List<SurveyedField> fields = new ArrayList<>();
        if (folders) {
            fields.add(folderName.result());
        }
        if (cases) {
            system.values().forEach(tally -> fields.add(tally.result()));
            custom.values().forEach(tally -> fields.add(tally.result()));
        }
        return fields;
    }

    private void add(String field, @Nullable String value) {
        add(field, value == null ? NullNode.instance : TextNode.valueOf(value));
    }

    private void add(String field, JsonNode value) {
        Objects.requireNonNull(system.get(field)).add(value);
    }
}
