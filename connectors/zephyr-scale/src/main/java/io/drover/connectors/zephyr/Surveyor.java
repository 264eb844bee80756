package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.SurveyedField;
import io.drover.spi.testing.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Learns the fields of folders and test cases from the listings. Used by one thread. */
final class Surveyor {

    private static final String NAME = "Name";

    private final Names names;
    private final FieldTally folderName = new FieldTally(Kinds.FOLDER, NAME, false);
    private final Map<String, FieldTally> system = new LinkedHashMap<>();
    private final Map<String, FieldTally> custom = new LinkedHashMap<>();
    private boolean folders;
    private boolean cases;

    Surveyor(Names names) {
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
            system.put(field, new FieldTally(Kinds.TEST_CASE, field, false));
        }
    }

    void folder(JsonNode folder) {
        folders = true;
        folderName.add(folder.path("name"));
    }

    void testCase(JsonNode testCase) {
        cases = true;
        add(NAME, testCase.path("name"));
        add("Objective", testCase.path("objective"));
        add("Precondition", testCase.path("precondition"));
        names.priority(testCase).ifPresent(name -> add("Priority", TextNode.valueOf(name)));
        names.status(testCase).ifPresent(name -> add("Status", TextNode.valueOf(name)));
        names.component(testCase).ifPresent(name -> add("Component", TextNode.valueOf(name.text())));
        add("Owner", testCase.path("owner").path("accountId"));
        add("Labels", testCase.path("labels"));
        add("Estimated Time", testCase.path("estimatedTime"));
        add("Folder", testCase.path("folder").path("id"));
        for (Map.Entry<String, JsonNode> field : testCase.path("customFields").properties()) {
            custom.computeIfAbsent(field.getKey(), name -> new FieldTally(Kinds.TEST_CASE, name, true))
                    .add(field.getValue());
        }
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

    private void add(String field, JsonNode value) {
        Objects.requireNonNull(system.get(field)).add(value);
    }
}
