package io.drover.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The settings of fields; only those of test cases hold anything. */
final class FieldsApi {

    private static final Set<String> OBJECT_TYPES = Set.of(
            "releases", "builds", "requirements", "test-cases", "test-steps", "defects", "test-suites", "test-runs");
    private static final int MOST_VALUES = 100;

    private final State state;
    private final Faults faults;

    FieldsApi(State state, Faults faults) {
        this.state = state;
        this.faults = faults;
    }

    void routes(Routes routes, String project) {
        String fields = project + "/settings/{type}/fields";
        routes.get(fields, this::list)
                .post(fields, this::create)
                .get(fields + "/{field}", call -> answer(200, List.of(asked(call)), false))
                .get(fields + "/{field}/allowed-values", this::allowedValues)
                .post(fields + "/{field}/allowed-values", this::allow)
                .post(project + "/settings/{type}/custom-fields/active", this::activate);
    }

    private boolean ofTestCases(IncomingRequest call) {
        String type = call.param(1);
        if (!OBJECT_TYPES.contains(type)) {
            throw QTestErrors.badRequest("There is no object type '" + type + "'");
        }
        return type.equals("test-cases");
    }

    private PlayedAnswer list(IncomingRequest call) {
        boolean inactiveToo = call.query("includeInactive", "false").equals("true");
        return answer(200, ofTestCases(call) ? state.fields.all(inactiveToo) : List.of(), true);
    }

    private PlayedAnswer create(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of());
        JsonNode body = RequestShapes.FIELD.object(call);
        if (!ofTestCases(call)) {
            throw QTestErrors.badRequest("Only fields of test-cases are served here");
        }
        String label = body.path("label").asText();
        if (label.isBlank()) {
            throw QTestErrors.badRequest("\"label\" is required in FieldResource");
        }
        if (state.fields.byLabel(label) != null) {
            throw QTestErrors.badRequest("A field with the label '" + label + "' already exists");
        }
        if (!body.hasNonNull("data_type")) {
            throw QTestErrors.badRequest("\"data_type\" is required in FieldResource");
        }
        DataType type = DataType.of(body.path("data_type").longValue());
        if (type.list() && !body.path("multiple").asBoolean(false)) {
            throw QTestErrors.badRequest("\"multiple\" should be true for data_type " + type.code());
        }
        JsonNode choices = body.path("allowed_values");
        if (!type.choice() && !choices.isEmpty()) {
            throw QTestErrors.badRequest("\"allowed_values\" are not possible for data_type " + type.code());
        }
        labels(choices, Set.of());
        ProjectField field = state.fields.add(
                label,
                type,
                body.path("required").asBoolean(false),
                body.path("searchable").asBoolean(false),
                body.path("default_value").textValue(),
                body.path("is_active").asBoolean(true) && !faults.switches().get(QTestSwitches.FIELDS_NEED_ACTIVATION));
        choices.forEach(choice -> add(field, choice));
        return answer(201, List.of(field), false);
    }

    private PlayedAnswer allowedValues(IncomingRequest call) {
        PageStyle page = PageStyle.of(call, "pageSize", 100, Integer.MAX_VALUE, state.quirks);
        List<ProjectField.Allowed> all = asked(call).allowed();
        return state.list(out -> {
            for (ProjectField.Allowed choice : all.subList(page.from(all.size()), page.to(all.size()))) {
                ProjectField.write(out, choice);
            }
        });
    }

    private PlayedAnswer allow(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of());
        ProjectField field = asked(call);
        JsonNode body = RequestShape.parse(call);
        if (!body.isArray() || body.isEmpty()) {
            throw QTestErrors.badRequest("A list of AllowedValueResource is expected");
        }
        if (body.size() > MOST_VALUES) {
            throw QTestErrors.badRequest("At most " + MOST_VALUES + " allowed values at a time, not " + body.size());
        }
        if (!field.type.choice()) {
            throw QTestErrors.badRequest("Field '" + field.label + "' is not a list of choices");
        }
        Set<String> taken = new HashSet<>();
        field.allowed().forEach(choice -> taken.add(choice.label()));
        labels(body, taken);
        List<ProjectField.Allowed> added = new ArrayList<>();
        body.forEach(choice -> added.add(add(field, choice)));
        return PlayedAnswer.json(201, Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("links");
            out.writeEndArray();
            out.writeNumberField("total", added.size());
            out.writeArrayFieldStart("items");
            for (ProjectField.Allowed choice : added) {
                ProjectField.write(out, choice);
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private PlayedAnswer activate(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of());
        ofTestCases(call);
        JsonNode body = RequestShape.parse(call);
        if (!body.isArray()) {
            throw QTestErrors.badRequest("A list of FieldResource is expected");
        }
        List<ProjectField> active = new ArrayList<>();
        for (JsonNode resource : body) {
            RequestShapes.FIELD.check(resource, "");
            active.add(byId(resource.path("id").asLong(0)));
        }
        active.forEach(ProjectField::activate);
        return answer(200, active, true);
    }

    private ProjectField.Allowed add(ProjectField field, JsonNode choice) {
        return state.fields.allow(
                field,
                choice.path("label").asText(),
                choice.path("is_default").asBoolean(false),
                choice.path("color").textValue());
    }

    /** Checks all before anything is added. */
    private static void labels(JsonNode choices, Set<String> taken) {
        Set<String> seen = new HashSet<>(taken);
        for (JsonNode choice : choices) {
            RequestShapes.ALLOWED_VALUE.check(choice, "allowed_values.");
            String label = choice.path("label").asText();
            if (label.isBlank() || !seen.add(label)) {
                throw QTestErrors.badRequest(
                        "\"label\" of an allowed value is blank or there already: '" + label + "'");
            }
        }
    }

    private ProjectField asked(IncomingRequest call) {
        if (!ofTestCases(call)) {
            throw QTestErrors.notFound("Field " + call.param(2) + " does not exist");
        }
        return byId(TestCasesApi.number("fieldId", call.param(2)));
    }

    private ProjectField byId(long id) {
        ProjectField field = state.fields.byId(id);
        if (field == null) {
            throw QTestErrors.notFound("Field " + id + " does not exist");
        }
        return field;
    }

    private static PlayedAnswer answer(int status, List<ProjectField> fields, boolean asList) {
        return PlayedAnswer.json(status, Json.bytes(out -> {
            if (asList) {
                out.writeStartArray();
            }
            for (ProjectField field : fields) {
                field.write(out);
            }
            if (asList) {
                out.writeEndArray();
            }
        }));
    }
}
