package io.drover.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people do in the project past any connector: they look, edit, clear, move and delete. Records are named by their
 * origin: a case by the value of the origin field, a module by its description. Safe for any thread.
 *
 * <p>An edit is a JSON object of what changes. Of a case: {@code name}, {@code description}, {@code precondition}, {@code
 * module} (the origin of a module), {@code order}, {@code steps} ({@code description}, {@code expected}), {@code fields} by
 * label: texts, labels of choices, lists of labels, null to clear (a choice too, which the API cannot). Of a module: {@code
 * name}, {@code origin}, {@code parent} (the origin of a module, null for the top), {@code order}.
 */
public final class QTestEdits {

    private final State state;
    private final Object lock;
    private final String originField;
    private final QTestView view;

    QTestEdits(State state, Object lock, String originField) {
        this.state = state;
        this.lock = lock;
        this.originField = originField;
        this.view = new QTestView(state);
    }

    /** Every case: id, key, name, module (path of names), order, version, approved, texts, fields by label, steps. */
    public List<ObjectNode> cases() {
        synchronized (lock) {
            return view.cases(originFieldId());
        }
    }

    /** Every module: id, name, origin, path of names, order. */
    public List<ObjectNode> modules() {
        synchronized (lock) {
            return view.modules();
        }
    }

    /** How many parameters step texts have made. */
    public int parameters() {
        synchronized (lock) {
            return state.parameters.size();
        }
    }

    /** @throws IllegalArgumentException when there is no such case, field or label; then nothing changed */
    public void editCase(String key, JsonNode edit) {
        synchronized (lock) {
            known(edit, "name", "description", "precondition", "module", "order", "steps", "fields");
            StoredCase before = onlyCase(key);
            CaseContent was = before.content();
            CaseContent now = new CaseContent(
                    edit.path("name").asText(was.name()),
                    edit.path("description").asText(was.description()),
                    edit.path("precondition").asText(was.precondition()),
                    properties(was.properties(), edit.path("fields")),
                    edit.has("steps") ? steps(edit.path("steps")) : was.steps());
            long module =
                    edit.has("module") ? module(edit.path("module").asText()).id() : before.moduleId();
            int order = edit.path("order")
                    .asInt(module == before.moduleId() ? before.order() : state.cases.nextOrder(module));
            StoredCase changed = before.saved(state.cases.newVersionId(), now.pack(), state.now())
                    .at(module, order, state.now());
            state.cases.replace(changed, now, state.fields);
        }
    }

    /** @throws IllegalArgumentException when there is no such module; then nothing changed */
    public void editModule(String origin, JsonNode edit) {
        synchronized (lock) {
            known(edit, "name", "origin", "parent", "order");
            ModuleTree.Module module = module(origin);
            if (edit.has("parent")) {
                JsonNode parent = edit.get("parent");
                module = state.modules.move(
                        module, parent.isNull() ? 0 : module(parent.asText()).id(), state.now());
            }
            state.modules.change(
                    module,
                    edit.path("name").asText(module.name()),
                    edit.path("origin").asText(module.description()),
                    edit.path("order").asInt(module.order()),
                    state.now());
        }
    }

    public void deleteCase(String key) {
        synchronized (lock) {
            state.cases.remove(onlyCase(key));
        }
    }

    /** With everything in it. */
    public void deleteModule(String origin) {
        synchronized (lock) {
            state.remove(module(origin));
        }
    }

    private List<CaseContent.Property> properties(List<CaseContent.Property> before, JsonNode fields) {
        List<CaseContent.Property> values = new ArrayList<>(before);
        for (Map.Entry<String, JsonNode> entry : fields.properties()) {
            ProjectField field = state.fields.byLabel(entry.getKey());
            if (field == null) {
                throw new IllegalArgumentException("there is no field '" + entry.getKey() + "'");
            }
            values.removeIf(value -> value.fieldId() == field.id);
            if (!entry.getValue().isNull()) {
                values.add(new CaseContent.Property(field.id, value(field, entry.getValue())));
            }
        }
        return values;
    }

    private static String value(ProjectField field, JsonNode given) {
        if (!field.type.choice()) {
            return given.asText();
        }
        if (!field.type.list()) {
            return String.valueOf(id(field, given));
        }
        List<Long> ids = new ArrayList<>();
        given.forEach(label -> ids.add(id(field, label)));
        return ids.toString().replace(" ", "");
    }

    private static long id(ProjectField field, JsonNode label) {
        Long id = field.valueOf(label.asText());
        if (id == null) {
            throw new IllegalArgumentException("field '" + field.label + "' has no value '" + label.asText() + "'");
        }
        return id;
    }

    private List<CaseContent.Step> steps(JsonNode given) {
        List<CaseContent.Step> steps = new ArrayList<>();
        for (JsonNode step : given) {
            steps.add(new CaseContent.Step(
                    state.cases.newStepId(),
                    state.parameters.take(step.path("description").asText("")),
                    state.parameters.take(step.path("expected").asText("")),
                    step.path("calls").asLong(0)));
        }
        return steps;
    }

    private static void known(JsonNode edit, String... names) {
        List<String> all = List.of(names);
        edit.fieldNames().forEachRemaining(name -> {
            if (!all.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is none of " + all);
            }
        });
    }

    private StoredCase onlyCase(String key) {
        List<Integer> numbers = state.cases.withText(originFieldId(), key);
        StoredCase found = numbers.isEmpty() ? ofAnySource(key) : state.cases.byNumber(numbers.getFirst());
        if (found == null) {
            throw new IllegalArgumentException("there is no case with '" + originField + "' " + key);
        }
        return found;
    }

    private @Nullable StoredCase ofAnySource(String key) {
        return view.cases(originFieldId()).stream()
                .filter(one -> one.path("key").asText().equals(key))
                .findFirst()
                .map(one -> state.cases.find(one.path("id").asText()))
                .orElse(null);
    }

    private ModuleTree.Module module(String origin) {
        return state.modules
                .described(origin)
                .or(() -> view.modules().stream()
                        .filter(one -> one.path("origin").asText().equals(origin))
                        .findFirst()
                        .map(one -> state.modules.byId(one.path("id").asLong())))
                .orElseThrow(() -> new IllegalArgumentException("there is no module with the description " + origin));
    }

    private long originFieldId() {
        ProjectField field = state.fields.byLabel(originField);
        return field == null ? 0 : field.id;
    }
}
