package io.drover.sandbox.qtest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.io.IOException;
import java.util.List;

/** Projects and people. */
final class SiteApi {

    private static final int MOST_USERS = 100;

    private final State state;

    SiteApi(State state) {
        this.state = state;
    }

    void routes(Routes routes, String project) {
        routes.get("/api/v3/projects", this::projects)
                .get(project, call -> PlayedAnswer.json(Json.bytes(SiteApi::project)))
                .get(project + "/users", this::users)
                .get("/api/v3/users/search", this::search);
    }

    private PlayedAnswer projects(IncomingRequest call) {
        PageStyle page = PageStyle.of(call, "pageSize", 100, Integer.MAX_VALUE, state.quirks);
        return PlayedAnswer.json(Json.bytes(out -> {
            out.writeStartArray();
            if (page.page() == 1) {
                project(out);
            }
            out.writeEndArray();
        }));
    }

    private static void project(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("links");
        out.writeEndArray();
        out.writeNumberField("id", State.PROJECT_ID);
        out.writeStringField("name", "Sandbox");
        out.writeStringField("description", "");
        out.writeNumberField("status_id", 1);
        out.writeStringField("start_date", "2026-01-01T00:00:00+00:00");
        out.writeBooleanField("sample", false);
        out.writeBooleanField("automation", true);
        out.writeStringField("date_format", "MM/dd/yyyy");
        out.writeStringField("uuid", "00000000-0000-4000-8000-00000000000" + State.PROJECT_ID);
        out.writeEndObject();
    }

    private PlayedAnswer users(IncomingRequest call) {
        return PlayedAnswer.json(Json.bytes(
                out -> array(out, state.users.all(call.query("inactive", "true").equals("true")))));
    }

    private PlayedAnswer search(IncomingRequest call) {
        PageStyle page = PageStyle.of(call, "pageSize", MOST_USERS, MOST_USERS, state.quirks);
        String part = call.query("username", "");
        List<Users.User> found = state
                .users
                .all(call.query("includeInactiveUsers", "false").equals("true"))
                .stream()
                .filter(u -> u.username().contains(part))
                .toList();
        return PlayedAnswer.json(Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("links");
            out.writeEndArray();
            out.writeNumberField("page", page.page());
            out.writeNumberField("page_size", page.size());
            out.writeNumberField("total", found.size());
            out.writeFieldName("items");
            array(out, found.subList(page.from(found.size()), page.to(found.size())));
            out.writeEndObject();
        }));
    }

    private static void array(JsonGenerator out, List<Users.User> users) throws IOException {
        out.writeStartArray();
        for (Users.User user : users) {
            Users.write(out, user);
        }
        out.writeEndArray();
    }
}
