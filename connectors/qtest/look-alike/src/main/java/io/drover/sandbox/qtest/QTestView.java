package io.drover.sandbox.qtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person sees who opens the project: names, paths and labels instead of ids. Used under the lock. */
final class QTestView {

    /** How Drover writes which source a record came from, after its key there. */
    private static final Pattern SOURCE = Pattern.compile(" @([0-9a-f]{8})$");

    private final State state;

    QTestView(State state) {
        this.state = state;
    }

    /** All modules, parents before children, siblings in order. */
    List<ObjectNode> modules() {
        List<ObjectNode> all = new ArrayList<>();
        walk(0, module -> all.add(module(module)));
        return all;
    }

    /** All cases, module by module as {@link #modules} lists them, in order within each. */
    List<ObjectNode> cases(long originFieldId) {
        List<ObjectNode> all = new ArrayList<>();
        walk(0, module -> {
            for (int number : state.cases.inModule(module.id())) {
                StoredCase test = state.cases.byNumber(number);
                if (test != null) {
                    all.add(testCase(test, originFieldId));
                }
            }
        });
        return all;
    }

    private void walk(long parentId, java.util.function.Consumer<ModuleTree.Module> visitor) {
        for (ModuleTree.Module module : state.modules.below(parentId)) {
            visitor.accept(module);
            walk(module.id(), visitor);
        }
    }

    private ObjectNode module(ModuleTree.Module module) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", String.valueOf(module.id()))
                .put("name", module.name())
                .put("origin", origin(module.description()))
                .put("source", source(module.description()))
                .put("path", path(module.id()))
                .put("order", module.order());
    }

    private ObjectNode testCase(StoredCase test, long originFieldId) {
        CaseContent content = test.content();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", String.valueOf(test.id()))
                .put("key", origin(property(content, originFieldId)))
                .put("source", source(property(content, originFieldId)))
                .put("name", content.name())
                .put("module", path(test.moduleId()))
                .put("order", test.order())
                .put("version", test.current().label())
                .put("approved", test.callable())
                .put("description", content.description())
                .put("precondition", content.precondition());
        fields(json.putObject("fields"), content);
        ArrayNode steps = json.putArray("steps");
        for (CaseContent.Step step : content.steps()) {
            ObjectNode node =
                    steps.addObject().put("description", step.description()).put("expected", step.expected());
            if (step.calledCaseId() != 0) {
                node.put("calls", String.valueOf(step.calledCaseId()));
            }
        }
        return json;
    }

    /** By label; a choice by its label, several as a list. Empty values are left out. */
    private void fields(ObjectNode json, CaseContent content) {
        for (CaseContent.Property property : content.properties()) {
            ProjectField field = state.fields.byId(property.fieldId());
            if (field != null && !property.value().isEmpty()) {
                if (field.type.list()) {
                    ArrayNode labels = json.putArray(field.label);
                    field.labels(property.value()).forEach(labels::add);
                } else {
                    String shown = field.shown(property.value(), state.users);
                    json.put(field.label, shown == null ? property.value() : shown);
                }
            }
        }
    }

    /** Names from the top, between slashes; empty for the top. */
    String path(long moduleId) {
        ModuleTree.Module module = state.modules.byId(moduleId);
        if (module == null) {
            return "";
        }
        String above = path(module.parentId());
        return above.isEmpty() ? module.name() : above + "/" + module.name();
    }

    /** Without the word for its source. */
    private static String origin(String written) {
        return SOURCE.matcher(written).replaceFirst("");
    }

    /** The word for its source; empty for none. */
    private static String source(String written) {
        Matcher matcher = SOURCE.matcher(written);
        return matcher.find() ? matcher.group(1) : "";
    }

    static String property(CaseContent content, long fieldId) {
        for (CaseContent.Property property : content.properties()) {
            if (property.fieldId() == fieldId) {
                return property.value();
            }
        }
        return "";
    }
}
