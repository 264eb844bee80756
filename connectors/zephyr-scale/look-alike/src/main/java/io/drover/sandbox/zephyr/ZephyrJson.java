package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.sandbox.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of the API. Every object carries one property more than the published schema, as live answers do.
 */
final class ZephyrJson {

    private final String base;
    private final String jira;
    private final ZephyrProject project;

    /** Addresses are absolute: that of the API and that of the Jira site. */
    ZephyrJson(String base, String jira, ZephyrProject project) {
        this.base = base;
        this.jira = jira;
        this.project = project;
    }

    byte[] project(boolean enabled) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("id", project.id());
            out.writeNumberField("jiraProjectId", project.id());
            out.writeStringField("key", project.key());
            out.writeBooleanField("enabled", enabled);
            extra(out);
        });
    }

    byte[] folder(ZephyrFolder folder) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("id", folder.id());
            if (folder.parentId() == 0) {
                out.writeNullField("parentId");
            } else {
                out.writeNumberField("parentId", folder.parentId());
            }
            out.writeStringField("name", folder.name());
            out.writeNumberField("index", folder.index());
            out.writeStringField("folderType", "TEST_CASE");
            ref(out, "project", project.id(), "/projects/");
            extra(out);
        });
    }

    byte[] named(Lookups.Named value, int index, @Nullable Boolean archived) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("id", value.id());
            ref(out, "project", project.id(), "/projects/");
            out.writeStringField("name", value.name());
            text(out, "description", value.description());
            out.writeNumberField("index", index);
            if (value.color() != null) {
                out.writeStringField("color", value.color());
                out.writeBooleanField("default", value.byDefault());
            }
            if (archived != null) {
                out.writeBooleanField("archived", archived);
            }
            extra(out);
        });
    }

    byte[] testCase(ZephyrCase test) {
        return Json.bytes(out -> {
            String self = base + "/testcases/" + test.key();
            out.writeStartObject();
            out.writeNumberField("id", test.id());
            out.writeStringField("key", test.key());
            out.writeStringField("name", test.name());
            ref(out, "project", project.id(), "/projects/");
            out.writeStringField("createdOn", test.createdOn());
            text(out, "objective", test.objective());
            text(out, "precondition", test.precondition());
            if (test.estimatedTime() == null) {
                out.writeNullField("estimatedTime");
            } else {
                out.writeNumberField("estimatedTime", test.estimatedTime());
            }
            strings(out, "labels", test.labels());
            foreignRef(out, "component", test.componentId(), jira + "/rest/api/3/component/");
            ref(out, "priority", test.priorityId(), "/priorities/");
            ref(out, "status", test.statusId(), "/statuses/");
            ref(out, "folder", test.folderId(), "/folders/");
            owner(out, test.owner());
            out.writeObjectFieldStart("testScript");
            out.writeStringField("self", self + (test.textScript() ? "/testscript" : "/teststeps"));
            out.writeEndObject();
            customFields(out, test.customFields());
            out.writeFieldName("links");
            links(out, self, test);
            extra(out);
        });
    }

    byte[] links(ZephyrCase test) {
        return Json.bytes(out -> links(out, base + "/testcases/" + test.key(), test));
    }

    private void links(JsonGenerator out, String self, ZephyrCase test) throws IOException {
        out.writeStartObject();
        out.writeStringField("self", self + "/links");
        out.writeArrayFieldStart("issues");
        if (test.issueId() != 0) {
            long link = test.id() + 1;
            out.writeStartObject();
            out.writeStringField("self", base + "/links/" + link);
            out.writeNumberField("issueId", test.issueId());
            out.writeNumberField("id", link);
            out.writeStringField("target", jira + "/rest/api/2/issue/" + test.issueId());
            out.writeStringField("type", "COVERAGE");
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("webLinks");
        out.writeEndArray();
        out.writeEndObject();
    }

    byte[] version(long id, String key, int version) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("id", id);
            out.writeStringField("self", base + "/testcases/" + key + "/versions/" + version);
            extra(out);
        });
    }

    byte[] step(ZephyrScript.Step step) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("id", step.id());
            switch (step) {
                case ZephyrScript.Inline inline -> {
                    out.writeObjectFieldStart("inline");
                    text(out, "description", inline.description());
                    text(out, "testData", inline.testData());
                    text(out, "expectedResult", inline.expectedResult());
                    customFields(out, inline.customFields());
                    out.writeNullField("reflectRef");
                    out.writeEndObject();
                    out.writeNullField("testCase");
                }
                case ZephyrScript.CallStep call -> {
                    out.writeNullField("inline");
                    out.writeObjectFieldStart("testCase");
                    out.writeStringField("self", base + "/testcases/" + call.testCaseKey());
                    out.writeStringField("testCaseKey", call.testCaseKey());
                    out.writeArrayFieldStart("parameters");
                    for (ZephyrScript.Parameter parameter : call.parameters()) {
                        out.writeStartObject();
                        out.writeStringField("name", parameter.name());
                        out.writeStringField("type", parameter.type());
                        out.writeStringField("value", parameter.value());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                }
            }
            extra(out);
        });
    }

    byte[] script(ZephyrScript.Text script) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("id", script.id());
            out.writeStringField("type", script.type());
            out.writeStringField("text", script.text());
            extra(out);
        });
    }

    private void owner(JsonGenerator out, @Nullable String accountId) throws IOException {
        if (accountId == null) {
            out.writeNullField("owner");
            return;
        }
        out.writeObjectFieldStart("owner");
        out.writeStringField("self", jira + "/rest/api/2/user?accountId=" + accountId);
        out.writeStringField("accountId", accountId);
        out.writeEndObject();
    }

    private static void customFields(JsonGenerator out, Map<String, @Nullable Object> fields) throws IOException {
        out.writeObjectFieldStart("customFields");
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            out.writeFieldName(field.getKey());
            switch (field.getValue()) {
                case null -> out.writeNull();
                case String text -> out.writeString(text);
                case Boolean flag -> out.writeBoolean(flag);
                case Long whole -> out.writeNumber(whole);
                case Double decimal -> out.writeNumber(decimal);
                case List<?> values -> {
                    out.writeStartArray();
                    for (Object value : values) {
                        out.writeString((String) value);
                    }
                    out.writeEndArray();
                }
                case Object other -> throw new IllegalStateException("no such custom field value: " + other);
            }
        }
        out.writeEndObject();
    }

    private void ref(JsonGenerator out, String name, long id, String path) throws IOException {
        foreignRef(out, name, id, base + path);
    }

    private static void foreignRef(JsonGenerator out, String name, long id, String prefix) throws IOException {
        if (id == 0) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        out.writeNumberField("id", id);
        out.writeStringField("self", prefix + id);
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, value);
        }
    }

    private static void strings(JsonGenerator out, String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    private static void extra(JsonGenerator out) throws IOException {
        out.writeStringField("addedSinceTheSpecification", "ignore me");
        out.writeEndObject();
    }
}
