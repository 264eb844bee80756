package io.drover.sandbox.zephyr;

import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Api;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Routes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Zephyr Scale Cloud v2 as far as an export reads it (reference section 1), with the Jira look-up of components. */
public final class ZephyrApi implements Api {

    private static final String V2 = "/v2";

    private final Faults faults;
    private final ZephyrToken token;
    private final ZephyrProject project;
    private final ZephyrJson json;
    private final Paging paging;
    private final CasesApi cases;
    private final Routes routes = new Routes("zephyr");
    private final Endpoint unknown;

    /** @param origin scheme, host and port that the caller sees */
    public ZephyrApi(ZephyrData data, String token, Faults faults, String origin) {
        this.faults = faults;
        this.token = new ZephyrToken(token);
        this.project = data.project();
        String base = origin + prefix() + V2;
        this.json = new ZephyrJson(base, origin + prefix() + "/jira", project);
        this.paging = new Paging(base);
        this.cases = new CasesApi(project, json, paging, faults);
        this.unknown = routes.otherwise(call -> Answer.html(503, "The request could not be satisfied"));
        lists();
        routes.get(V2 + "/testcases", call -> cases.list(inProject(call)))
                .get(V2 + "/testcases/nextgen", call -> cases.nextgen(inProject(call)))
                .get(V2 + "/testcases/{key}", enabled(cases::one))
                .get(V2 + "/testcases/{key}/links", enabled(cases::links))
                .get(V2 + "/testcases/{key}/versions", enabled(cases::versions))
                .get(V2 + "/testcases/{key}/versions/{version}", enabled(cases::version))
                .get(V2 + "/testcases/{key}/testscript", enabled(cases::script))
                .get(V2 + "/testcases/{key}/teststeps", enabled(cases::steps))
                .get(V2 + "/testcases/{key}/attachments", enabled(cases::attachments))
                .get(V2 + "/testcases/{key}/attachments/{id}", enabled(cases::attachment));
    }

    private void lists() {
        routes.get(V2 + "/healthcheck", call -> Answer.empty(200))
                .get(V2 + "/projects", call -> paging.offset(call, "/projects", cap(), 1, i -> projectJson()))
                .get(V2 + "/projects/{project}", this::oneProject)
                .get(V2 + "/folders", this::folders)
                .get(V2 + "/folders/{id}", enabled(this::folder))
                .get(V2 + "/priorities", call -> named(call, "/priorities", this::priorities))
                .get(V2 + "/priorities/{id}", enabled(call -> oneNamed(call, priorities())))
                .get(V2 + "/statuses", call -> named(call, "/statuses", () -> statuses(call.query("statusType"))))
                .get(V2 + "/statuses/{id}", enabled(call -> oneNamed(call, statuses(null))))
                .get(V2 + "/environments", call -> named(call, "/environments", this::environments))
                .get(V2 + "/environments/{id}", enabled(call -> oneNamed(call, environments())))
                .get("/jira/rest/api/3/component/{id}", this::component);
    }

    @Override
    public String prefix() {
        return "/zephyr";
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public Endpoint unknown() {
        return unknown;
    }

    @Override
    public void authorize(Call call, Endpoint endpoint) {
        token.check(call.authorization(), faults.switches().zephyrTokenRevoked());
    }

    @Override
    public Answer error(int status, String message) {
        return ZephyrErrors.error(status, message);
    }

    private Endpoint.Handler enabled(Endpoint.Handler handler) {
        return call -> {
            if (faults.switches().projectDisabled()) {
                throw ZephyrErrors.notFound("The project is not enabled for Zephyr Scale");
            }
            return handler.answer(call);
        };
    }

    /** A list may name its project; another one, or one that is not enabled, is not there. */
    private Call inProject(Call call) {
        String key = call.query("projectKey");
        if (key != null && !ProjectKeys.wellFormed(key)) {
            throw ZephyrErrors.badRequest("projectKey should match [A-Z][A-Z_0-9]+, not '" + key + "'");
        }
        if (faults.switches().projectDisabled() || (key != null && !key.equals(project.key()))) {
            throw ZephyrErrors.notFound("Project '" + (key == null ? project.key() : key) + "' was not found");
        }
        return call;
    }

    private byte[] projectJson() {
        return json.project(!faults.switches().projectDisabled());
    }

    private Answer oneProject(Call call) {
        String asked = call.param(0);
        if (!asked.equals(project.key()) && !asked.equals(String.valueOf(project.id()))) {
            throw ZephyrErrors.notFound("Project '" + asked + "' was not found");
        }
        return Answer.json(projectJson());
    }

    private Answer folders(Call call) {
        inProject(call);
        String type = call.query("folderType", "TEST_CASE");
        int rows =
                switch (type) {
                    case "TEST_CASE" -> project.folders();
                    case "TEST_PLAN", "TEST_CYCLE" -> 0;
                    default ->
                        throw ZephyrErrors.badRequest(
                                "folderType should be TEST_CASE, TEST_PLAN or TEST_CYCLE, not '" + type + "'");
                };
        return paging.offset(call, "/folders", cap(), rows, i -> json.folder(shown(i)));
    }

    private Answer folder(Call call) {
        int index = project.folderIndex(id(call));
        if (index < 0) {
            throw ZephyrErrors.notFound("Folder " + call.param(0) + " was not found");
        }
        return Answer.json(json.folder(shown(index)));
    }

    private ZephyrFolder shown(int index) {
        ZephyrFolder folder = project.folderAt(index);
        boolean lost = faults.switches().unknownParentFolder() && index == project.folders() - 1;
        return lost ? new ZephyrFolder(folder.id(), 999_999_999, folder.name(), folder.index()) : folder;
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one request
    private record Row(long id, byte[] json) {}

    private Answer named(Call call, String path, Supplier<List<Row>> rows) {
        inProject(call);
        List<Row> all = rows.get();
        return paging.offset(call, path, cap(), all.size(), i -> all.get(i).json());
    }

    private static Answer oneNamed(Call call, List<Row> rows) {
        long id = id(call);
        for (Row row : rows) {
            if (row.id() == id) {
                return Answer.json(row.json());
            }
        }
        throw ZephyrErrors.notFound("Nothing with id " + id + " was found");
    }

    private List<Row> priorities() {
        List<Lookups.Named> all = project.lookups().priorities();
        return all.stream()
                .map(p -> new Row(p.id(), json.named(p, all.indexOf(p), null)))
                .toList();
    }

    private List<Row> environments() {
        List<Lookups.Named> all = project.lookups().environments();
        return all.stream()
                .map(e -> new Row(e.id(), json.named(e, all.indexOf(e), false)))
                .toList();
    }

    private List<Row> statuses(@Nullable String type) {
        if (type != null
                && !List.of("TEST_CASE", "TEST_PLAN", "TEST_CYCLE", "TEST_EXECUTION")
                        .contains(type)) {
            throw ZephyrErrors.badRequest("statusType should be TEST_CASE, TEST_PLAN, TEST_CYCLE or TEST_EXECUTION");
        }
        List<Lookups.Status> all = project.lookups().statuses();
        return all.stream()
                .filter(s -> type == null || s.type().equals(type))
                .map(s -> new Row(s.value().id(), json.named(s.value(), all.indexOf(s), s.archived())))
                .toList();
    }

    private Answer component(Call call) {
        for (Lookups.Component component : project.lookups().components()) {
            if (String.valueOf(component.id()).equals(call.param(0))) {
                return Answer.json(Json.bytes(out -> {
                    out.writeStartObject();
                    out.writeStringField("id", call.param(0));
                    out.writeStringField("name", component.name());
                    out.writeEndObject();
                }));
            }
        }
        return Answer.json(404, "{\"errorMessages\":[\"The component does not exist.\"],\"errors\":{}}");
    }

    static long id(Call call) {
        try {
            return Long.parseLong(call.param(0));
        } catch (NumberFormatException e) {
            throw ZephyrErrors.badRequest("id should be a number, not '" + call.param(0) + "'");
        }
    }

    private int cap() {
        return faults.switches().zephyrPageCap();
    }
}
