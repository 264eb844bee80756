package io.drover.sandbox.qtest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.sandbox.http.IncomingRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes test cases as the API shows them. */
final class CaseOutput {

    /** Whether the steps are shown, and how their parameters are. */
    enum Steps {
        NONE,
        WITH_PARAMETER_IDS,
        WITH_PARAMETER_NAMES;

        static Steps of(boolean shown, IncomingRequest call) {
            if (!shown) {
                return NONE;
            }
            return call.query("showParamIdentifier", "false").equals("true")
                    ? WITH_PARAMETER_NAMES
                    : WITH_PARAMETER_IDS;
        }
    }

    private final State state;
    private final String origin;
    private final String base;

    /** @param origin scheme, host, port and prefix */
    CaseOutput(State state, String origin) {
        this.state = state;
        this.origin = origin;
        this.base = origin + "/api/v3/projects/" + State.PROJECT_ID + "/test-cases/";
    }

    void write(JsonGenerator out, StoredCase test, boolean properties, Steps steps) throws IOException {
        write(out, test, test.current(), test.content(), properties, steps);
    }

    void write(
            JsonGenerator out,
            StoredCase test,
            StoredCase.Version version,
            CaseContent content,
            boolean properties,
            Steps steps)
            throws IOException {
        out.writeStartObject();
        links(out, base + test.id());
        out.writeNumberField("id", test.id());
        out.writeStringField("name", content.name());
        out.writeNumberField("order", test.order());
        out.writeStringField("pid", test.pid());
        out.writeStringField("created_date", State.date(test.created()));
        out.writeStringField("last_modified_date", State.date(test.modified()));
        if (properties) {
            properties(out, content);
        }
        out.writeStringField(
                "web_url",
                origin + "/p/" + State.PROJECT_ID + "/portal/project#tab=testdesign&object=1&id=" + test.id());
        if (steps != Steps.NONE) {
            out.writeArrayFieldStart("test_steps");
            for (int i = 0; i < content.steps().size(); i++) {
                step(out, content.steps().get(i), i + 1, false, steps);
            }
            out.writeEndArray();
        }
        out.writeNumberField("parent_id", test.moduleId());
        out.writeNumberField("test_case_version_id", version.id());
        out.writeStringField("version", version.label());
        out.writeStringField("description", content.description());
        out.writeStringField("precondition", content.precondition());
        out.writeNumberField("creator_id", Users.CREATOR);
        out.writeArrayFieldStart("agent_ids");
        out.writeEndArray();
        out.writeEndObject();
    }

    private void properties(JsonGenerator out, CaseContent content) throws IOException {
        out.writeArrayFieldStart("properties");
        for (CaseContent.Property property : content.properties()) {
            ProjectField field = state.fields.byId(property.fieldId());
            if (field == null) {
                continue;
            }
            out.writeStartObject();
            out.writeNumberField("field_id", field.id);
            out.writeStringField("field_name", field.label);
            out.writeStringField("field_value", property.value());
            String shown = field.shown(property.value(), state.users);
            if (shown != null) {
                out.writeStringField("field_value_name", shown);
            }
            out.writeEndObject();
        }
        property(out, -1, "Shared", "false");
        property(out, -2, "Projects Shared to", "");
        out.writeEndArray();
    }

    /** What the system shows among the properties and refuses to take. */
    private static void property(JsonGenerator out, long id, String name, String value) throws IOException {
        out.writeStartObject();
        out.writeNumberField("field_id", id);
        out.writeStringField("field_name", name);
        out.writeStringField("field_value", value);
        out.writeEndObject();
    }

    /** @param nested whether the steps of a called case follow, pointing at this one */
    void step(JsonGenerator out, CaseContent.Step step, int order, boolean nested, Steps how) throws IOException {
        one(out, step, order, null, how);
        if (nested && step.calledCaseId() != 0) {
            StoredCase called = state.cases.byId(step.calledCaseId());
            if (called != null) {
                CaseContent content =
                        CaseContent.unpack(called.approved().getLast().content());
                for (int i = 0; i < content.steps().size(); i++) {
                    one(out, content.steps().get(i), i + 1, step, how);
                }
            }
        }
    }

    private void one(JsonGenerator out, CaseContent.Step step, int order, CaseContent.@Nullable Step parent, Steps how)
            throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("links");
        out.writeEndArray();
        out.writeNumberField("id", step.id());
        out.writeStringField("description", text(step.description(), how));
        out.writeStringField("expected", text(step.expected(), how));
        out.writeNumberField("order", order);
        out.writeNumberField("group", 0);
        out.writeNumberField("parent_test_step_id", parent == null ? 0 : parent.id());
        if (parent != null) {
            out.writeNumberField("root_called_test_case_id", parent.calledCaseId());
        }
        if (step.calledCaseId() != 0) {
            StoredCase called = state.cases.byId(step.calledCaseId());
            out.writeNumberField("called_test_case_id", step.calledCaseId());
            out.writeStringField(
                    "called_test_case_name",
                    called == null ? "" : called.content().name());
        }
        out.writeEndObject();
    }

    private String text(String kept, Steps how) {
        return how == Steps.WITH_PARAMETER_NAMES ? kept : state.parameters.withIds(kept);
    }

    static void links(JsonGenerator out, String self) throws IOException {
        out.writeArrayFieldStart("links");
        out.writeStartObject();
        out.writeStringField("rel", "self");
        out.writeStringField("href", self);
        out.writeEndObject();
        out.writeEndArray();
    }
}
