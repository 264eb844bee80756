package io.drover.sandbox.qtest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** POST /search. What was created a moment ago may not be in it yet. */
final class SearchApi {

    private static final Set<String> OBJECT_TYPES = Set.of(
            "releases",
            "requirements",
            "test-cases",
            "test-runs",
            "test-suites",
            "test-cycles",
            "test-logs",
            "builds",
            "defects");
    private static final int MOST = 999;

    private final State state;
    private final Faults faults;
    private final CaseOutput output;
    private final Finder finder;
    private final String address;

    SearchApi(State state, Faults faults, CaseOutput output, String origin) {
        this.state = state;
        this.faults = faults;
        this.output = output;
        this.finder = new Finder(state);
        this.address = origin + "/api/v3/projects/" + State.PROJECT_ID + "/search";
    }

    PlayedAnswer search(IncomingRequest call) {
        RequestShape.onlyQuery(
                call,
                Set.of("appendTestSteps", "includeExternalProperties", "includeTestLogProperties", "pageSize", "page"));
        PageStyle page = PageStyle.of(call, "pageSize", 100, MOST, state.quirks);
        CaseOutput.Steps steps = call.query("appendTestSteps", "false").equals("true")
                ? CaseOutput.Steps.WITH_PARAMETER_IDS
                : CaseOutput.Steps.NONE;
        JsonNode body = RequestShapes.SEARCH.object(call);
        String type = body.path("object_type").asText();
        if (!OBJECT_TYPES.contains(type)) {
            throw QTestErrors.badRequest("\"object_type\" '" + type + "' cannot be searched");
        }
        Dql.Condition condition = Dql.parse(body.path("query").asText(""));
        List<StoredCase> found = type.equals("test-cases")
                ? finder.find(condition, state.now() - faults.switches().get(QTestSwitches.SEARCH_LAG_MS))
                : List.of();
        boolean properties = wantsProperties(body.path("fields"));
        return PlayedAnswer.json(Json.bytes(out -> write(out, page, found, properties, steps)));
    }

    /** Naming only columns of the case itself leaves the properties out. */
    private static boolean wantsProperties(JsonNode fields) {
        if (fields.isEmpty()) {
            return true;
        }
        for (JsonNode field : fields) {
            if (!Set.of("id", "pid", "name", "version").contains(field.asText())) {
                return true;
            }
        }
        return false;
    }

    private void write(
            JsonGenerator out, PageStyle page, List<StoredCase> found, boolean properties, CaseOutput.Steps steps)
            throws IOException {
        int to = page.to(found.size());
        out.writeStartObject();
        if (!state.quirks.bare()) {
            envelope(out, page, found.size(), to);
        }
        out.writeArrayFieldStart("items");
        for (int i = page.from(found.size()); i < to; i++) {
            output.write(out, found.get(i), properties, steps);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void envelope(JsonGenerator out, PageStyle page, int found, int to) throws IOException {
        out.writeArrayFieldStart("links");
        if (page.page() > 1) {
            link(out, "prev", page.page() - 1, page.size());
        }
        if (to < found) {
            link(out, "next", page.page() + 1, page.size());
        }
        out.writeEndArray();
        out.writeNumberField("page", page.page());
        out.writeNumberField("page_size", page.size());
        out.writeNumberField("total", found + state.quirks.totalAbove());
    }

    private void link(JsonGenerator out, String rel, int page, int size) throws IOException {
        out.writeStartObject();
        out.writeStringField("rel", rel);
        out.writeStringField("href", address + "?pageSize=" + size + "&page=" + page);
        out.writeEndObject();
    }
}
