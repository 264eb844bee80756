package io.drover.sandbox.qtest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Modules: the folders of test cases. */
final class ModulesApi {

    private final State state;
    private final Faults faults;
    private final String base;

    ModulesApi(State state, Faults faults, String origin) {
        this.state = state;
        this.faults = faults;
        this.base = origin + "/api/v3/projects/" + State.PROJECT_ID + "/modules/";
    }

    void routes(Routes routes, String project) {
        routes.get(project + "/modules", this::list)
                .post(project + "/modules", this::create)
                .get(project + "/modules/{module}", this::one)
                .put(project + "/modules/{module}", this::update)
                .delete(project + "/modules/{module}", this::delete);
    }

    private PlayedAnswer list(IncomingRequest call) {
        String search = call.query("search");
        long parent = parent(call, 0);
        List<ModuleTree.Module> found = search == null ? state.modules.below(parent) : state.modules.named(search);
        boolean deep = descendants(call);
        return state.list(out -> {
            for (ModuleTree.Module module : found) {
                write(out, module, deep);
            }
        });
    }

    private PlayedAnswer one(IncomingRequest call) {
        ModuleTree.Module module = asked(call);
        boolean deep = descendants(call);
        return PlayedAnswer.json(Json.bytes(out -> write(out, module, deep)));
    }

    private PlayedAnswer create(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of("parentId"));
        JsonNode body = RequestShapes.MODULE.object(call);
        String name = name(body);
        long parent = parent(call, body.path("parent_id").asLong(0));
        if (faults.switches().get(QTestSwitches.UNIQUE_MODULE_NAMES) && state.modules.taken(parent, name)) {
            throw QTestErrors.badRequest("A module named '" + name + "' already exists there");
        }
        int order = RequestShape.order(body, state.modules.nextOrder(parent));
        ModuleTree.Module module =
                state.modules.add(parent, name, body.path("description").asText(""), order, state.now());
        return PlayedAnswer.json(201, Json.bytes(out -> write(out, module, false)));
    }

    /** With {@code parentId} it moves, and the body counts for nothing. */
    private PlayedAnswer update(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of("parentId"));
        ModuleTree.Module module = asked(call);
        ModuleTree.Module changed;
        if (call.query("parentId") != null) {
            changed = state.modules.move(module, parent(call, 0), state.now());
        } else {
            JsonNode body = RequestShapes.MODULE.object(call);
            String description =
                    body.hasNonNull("description") ? body.path("description").textValue() : module.description();
            int order = RequestShape.order(body, module.order());
            changed = state.modules.change(module, name(body), description, order, state.now());
        }
        return PlayedAnswer.json(Json.bytes(out -> write(out, changed, false)));
    }

    private PlayedAnswer delete(IncomingRequest call) {
        ModuleTree.Module module = asked(call);
        boolean force = call.query("force", "false").equals("true");
        boolean empty = state.modules.below(module.id()).isEmpty()
                && state.cases.inModule(module.id()).isEmpty();
        if (!empty && !force) {
            throw QTestErrors.badRequest("Module " + module.id() + " is not empty; use force=true");
        }
        state.remove(module);
        return PlayedAnswer.json(200, "{\"message\":\"Module " + module.id() + " was deleted\"}");
    }

    private static String name(JsonNode body) {
        String name = body.path("name").asText("");
        if (name.isBlank()) {
            throw QTestErrors.badRequest("\"name\" is required in ModuleResource");
        }
        return name;
    }

    private long parent(IncomingRequest call, long otherwise) {
        String text = call.query("parentId");
        long parent = text == null ? otherwise : TestCasesApi.number("parentId", text);
        return parent == 0 ? 0 : state.module(parent).id();
    }

    private static boolean descendants(IncomingRequest call) {
        String expand = call.query("expand");
        if (expand != null && !expand.equals("descendants")) {
            throw QTestErrors.badRequest("\"expand\" should be descendants, not '" + expand + "'");
        }
        return expand != null;
    }

    private ModuleTree.Module asked(IncomingRequest call) {
        return state.module(TestCasesApi.number("moduleId", call.param(1)));
    }

    private void write(JsonGenerator out, ModuleTree.Module module, boolean deep) throws IOException {
        out.writeStartObject();
        CaseOutput.links(out, base + module.id());
        out.writeNumberField("id", module.id());
        out.writeStringField("name", module.name());
        out.writeNumberField("order", module.order());
        out.writeStringField("pid", module.pid());
        out.writeStringField("created_date", State.date(module.created()));
        out.writeStringField("last_modified_date", State.date(module.modified()));
        out.writeNumberField("parent_id", module.parentId());
        out.writeStringField("description", module.description());
        out.writeBooleanField("shared", false);
        out.writeArrayFieldStart("projects_shared_to");
        out.writeEndArray();
        if (deep) {
            out.writeArrayFieldStart("children");
            for (ModuleTree.Module child : state.modules.below(module.id())) {
                write(out, child, true);
            }
            out.writeEndArray();
        }
        out.writeBooleanField("recursive", false);
        out.writeEndObject();
    }
}
