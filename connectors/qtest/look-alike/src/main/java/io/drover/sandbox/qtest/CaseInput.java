package io.drover.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.IncomingRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and checks what a caller wants a test case to be. */
final class CaseInput {

    private static final int LONGEST_NAME = 500;

    private final State state;

    CaseInput(State state) {
        this.state = state;
    }

    /**
     * The content that the request leads to.
     *
     * @param before null on creation; what the request leaves out stays as it was
     * @param selfId id of the case, which it must not call itself
     */
    CaseContent read(JsonNode body, @Nullable CaseContent before, long selfId) {
        return new CaseContent(
                name(body, before),
                text(body, "description", before == null ? "" : before.description()),
                text(body, "precondition", before == null ? "" : before.precondition()),
                properties(body.path("properties"), before),
                body.hasNonNull("test_steps")
                        ? steps(body.path("test_steps"), selfId)
                        : before == null ? List.of() : before.steps());
    }

    static JsonNode object(IncomingRequest call) {
        JsonNode body = RequestShapes.TEST_CASE.object(call);
        if (!body.path("attachments").isEmpty()) {
            throw QTestErrors.badRequest("\"attachments\" in a test case are not served here");
        }
        return body;
    }

    private static String name(JsonNode body, @Nullable CaseContent before) {
        if (!body.hasNonNull("name") && before != null) {
            return before.name();
        }
        String name = body.path("name").asText("");
        if (name.isBlank()) {
            throw QTestErrors.badRequest("\"name\" is required in TestCaseWithCustomFieldResource");
        }
        if (name.length() > LONGEST_NAME) {
            throw QTestErrors.badRequest(
                    "\"name\" has " + name.length() + " characters, the longest name has " + LONGEST_NAME);
        }
        return name;
    }

    private static String text(JsonNode body, String field, String otherwise) {
        return body.hasNonNull(field) ? body.path(field).textValue() : otherwise;
    }

    private List<CaseContent.Property> properties(JsonNode given, @Nullable CaseContent before) {
        List<CaseContent.Property> values = new ArrayList<>(given.size() + 4);
        for (JsonNode property : given) {
            RequestShapes.PROPERTY.check(property, "properties.");
            long id = property.path("field_id").longValue();
            ProjectField field = state.fields.byId(id);
            if (field == null) {
                throw QTestErrors.badRequest("There is no field with field_id " + id + " for test cases");
            }
            if (!field.active()) {
                throw QTestErrors.badRequest("Field '" + field.label + "' (" + id + ") is not active");
            }
            if (has(values, id)) {
                throw QTestErrors.badRequest("Field '" + field.label + "' (" + id + ") is given twice");
            }
            JsonNode value = property.path("field_value");
            if (value.isNumber() && !field.type.choice()) {
                throw QTestErrors.badRequest("\"field_value\" of field '" + field.label + "' should be of type text");
            }
            String text = value.asText("");
            field.check(text, state.users);
            values.add(new CaseContent.Property(id, text));
        }
        if (before != null) {
            before.properties().stream().filter(p -> !has(values, p.fieldId())).forEach(values::add);
        }
        complete(values);
        return values;
    }

    /** Required fields get their default; without one the request is refused. */
    private void complete(List<CaseContent.Property> values) {
        for (ProjectField field : state.fields.every()) {
            if (field.active() && !has(values, field.id)) {
                String byDefault = field.defaultValue();
                if (byDefault != null) {
                    values.add(new CaseContent.Property(field.id, byDefault));
                } else if (field.required) {
                    throw QTestErrors.badRequest("Field '" + field.label + "' (" + field.id + ") is required");
                }
            }
        }
    }

    private static boolean has(List<CaseContent.Property> values, long fieldId) {
        for (CaseContent.Property value : values) {
            if (value.fieldId() == fieldId) {
                return true;
            }
        }
        return false;
    }

    private List<CaseContent.Step> steps(JsonNode given, long selfId) {
        List<CaseContent.Step> steps = new ArrayList<>(given.size());
        List<Integer> orders = new ArrayList<>(given.size());
        boolean sorted = true;
        for (JsonNode step : given) {
            steps.add(step(step, selfId));
            int order = step.path("order").asInt(steps.size());
            sorted &= orders.isEmpty() || orders.getLast() <= order;
            orders.add(order);
        }
        if (sorted) {
            return steps;
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            places.add(i);
        }
        places.sort(java.util.Comparator.comparing(orders::get));
        return places.stream().map(steps::get).toList();
    }

    CaseContent.Step step(JsonNode step, long selfId) {
        RequestShapes.STEP.check(step, "test_steps.");
        long called = step.path("called_test_case_id").asLong(0);
        if (called != 0) {
            if (called == selfId) {
                throw QTestErrors.badRequest("A test case cannot call itself");
            }
            StoredCase target = state.cases.byId(called);
            if (target == null) {
                throw QTestErrors.badRequest("The called test case " + called + " does not exist");
            }
            if (!target.callable()) {
                throw QTestErrors.badRequest("The called test case " + called + " is not approved");
            }
        }
        long id = step.path("id").asLong(0);
        return new CaseContent.Step(
                id > 0 ? id : state.cases.newStepId(),
                state.parameters.take(step.path("description").textValue()),
                state.parameters.take(step.path("expected").textValue()),
                called);
    }
}
