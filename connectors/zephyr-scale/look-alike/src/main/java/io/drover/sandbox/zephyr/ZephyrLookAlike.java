package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.LookAlike;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.LookAlikeApi;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Zephyr Scale Cloud v2 as far as an export reads it (docs/contracts/zephyr-scale-and-qtest.md §1), with the Jira look-up of components. */
public final class ZephyrLookAlike implements LookAlike {

    static final String NAME = "zephyr";

    private static final String V2 = "/v2";

    private static final ObjectWriter ESCAPING = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final ZephyrOptions options;
    private final String origin;
    private final Faults faults;
    private final ZephyrToken token;
    private final Projects projects;
    private final Paging paging;
    private final ListingForms listings;
    private final CasesApi cases;
    private final Routes routes = new Routes(NAME);
    private final Map<String, ZephyrLookAlike> sites = new ConcurrentHashMap<>();

    ZephyrLookAlike(ZephyrOptions options, Faults faults, String origin) {
        this.options = options;
        this.origin = origin;
        this.faults = faults;
        this.token = new ZephyrToken(options.token());
        String base = url();
        String jira = origin + prefix() + "/jira";
        this.projects = new Projects(options.first().stream()
                .<ServedProject>map(project -> new TypedProject(project, new ZephyrJson(base, jira, project), faults))
                .toList());
        this.paging = new Paging(base);
        this.listings = new ListingForms(faults.switches());
        this.cases = new CasesApi(projects, paging, listings);
        routes.otherwise(call -> PlayedAnswer.html(503, "The request could not be satisfied"));
        lists();
        routes.get(V2 + "/testcases", enabled(cases::list))
                .get(V2 + "/testcases/nextgen", enabled(cases::nextgen))
                .get(V2 + "/testcases/{key}", enabled(cases::one))
                .get(V2 + "/testcases/{key}/links", enabled(cases::links))
                .get(V2 + "/testcases/{key}/versions", enabled(cases::versions))
                .get(V2 + "/testcases/{key}/versions/{version}", enabled(cases::version))
                .get(V2 + "/testcases/{key}/testscript", enabled(cases::script))
                .get(V2 + "/testcases/{key}/teststeps", enabled(cases::steps))
                .get(V2 + "/testcases/{key}/attachments", enabled(cases::attachments))
                .get(V2 + "/testcases/{key}/attachments/{id}", enabled(cases::attachment));
        options.given().forEach(this::project);
    }

    private void lists() {
        routes.get(V2 + "/healthcheck", call -> PlayedAnswer.empty(200))
                .get(V2 + "/projects", this::allProjects)
                .get(V2 + "/projects/{project}", this::oneProject)
                .get(V2 + "/folders", enabled(this::folders))
                .get(V2 + "/statuses", enabled(this::statuses))
                .get(V2 + "/priorities", enabled(call -> list(call, "priorities", ServedProject::priorities)))
                .get(V2 + "/environments", enabled(call -> list(call, "environments", ServedProject::environments)))
                .get("/jira/rest/api/3/component/{id}", this::component);
        for (String kind : List.of("folders", "statuses", "priorities", "environments")) {
            routes.get(V2 + "/" + kind + "/{id}", enabled(call -> one(call, kind)));
        }
    }

    /**
     * Serves a project beside the first, or instead of the one that has its key, until the next reset.
     *
     * @param json in the shape that the README describes; its objects are answered byte by byte
     * @return its key
     * @throws IllegalArgumentException when it is no project
     */
    public String project(byte[] json) {
        GivenProject project = new GivenProject(json);
        projects.put(project).ifPresent(before -> before.answers().forEach(faults.oddAnswers()::remove));
        project.answers().forEach(faults.oddAnswers()::add);
        return project.key();
    }

    /** {@link #project(byte[])} for JSON at hand. */
    public String project(ObjectNode json) {
        return project(bytes(json));
    }

    /** JSON in bytes; half a surrogate pair, which UTF-8 cannot hold, stays what it is. */
    private static byte[] bytes(ObjectNode project) {
        try {
            return ESCAPING.writeValueAsBytes(project);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Serves one more site at the same address, until the next reset: who asks with its token sees its project, and nothing
     * of the first site.
     *
     * @param site address of the Jira site, which the token names
     * @param project as {@link #project(ObjectNode)} takes it
     * @return the site's token
     */
    public String site(String site, ObjectNode project) {
        ZephyrOptions own = ZephyrOptions.generated(1, options.seed()).token(ZephyrOptions.ofSite(site));
        ZephyrLookAlike other = new ZephyrLookAlike(own, faults, origin);
        other.project(project);
        sites.put("Bearer " + own.token(), other);
        return own.token();
    }

    /** A listing gives its pages in this form, until a plain one or the next reset. */
    public void listing(String name, ListingForm form) {
        Map<String, ListingForm> forms = new HashMap<>(faults.switches().get(ZephyrSwitches.LISTINGS));
        forms.put(name, form);
        faults.switches().set(ZephyrSwitches.LISTINGS, forms);
    }

    /** The one that is played there. */
    public static ZephyrLookAlike in(RunningSandbox sandbox) {
        return sandbox.the(ZephyrLookAlike.class);
    }

    public String token() {
        return options.token();
    }

    /** With the version. */
    @Override
    public String url() {
        return origin + prefix() + V2;
    }

    @Override
    public void admin(Routes admin) {
        admin.post(
                "/project",
                call -> PlayedAnswer.json(
                        200,
                        Json.MAPPER
                                .createObjectNode()
                                .put("key", project(call.body()))
                                .toString()));
    }

    /** The site of that token; this one where no site has it, which then refuses it or not. */
    @Override
    public LookAlikeApi tenant(@Nullable String authorization) {
        return authorization == null ? this : sites.getOrDefault(authorization, this);
    }

    @Override
    public void reset() {
        sites.clear();
        projects.reset();
        options.given().forEach(this::project);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public void authorize(IncomingRequest call, Endpoint endpoint) {
        token.check(call.authorization(), faults.switches().get(ZephyrSwitches.TOKEN_REVOKED));
    }

    @Override
    public PlayedAnswer error(int status, String message) {
        return ZephyrErrors.error(status, message);
    }

    private Endpoint.Handler enabled(Endpoint.Handler handler) {
        return call -> {
            if (faults.switches().get(ZephyrSwitches.PROJECT_DISABLED)) {
                throw ZephyrErrors.notFound("The project is not enabled for Zephyr Scale");
            }
            return handler.answer(call);
        };
    }

    private PlayedAnswer allProjects(IncomingRequest call) {
        List<ServedProject> all = List.copyOf(projects.all());
        return paging.offset(call, listings.projects(), new ListRows(all.size(), i -> all.get(i)
                .project()));
    }

    private PlayedAnswer oneProject(IncomingRequest call) {
        return projects.named(call.param(0))
                .map(project -> PlayedAnswer.json(project.project()))
                .orElseThrow(() -> ZephyrErrors.notFound("Project '" + call.param(0) + "' was not found"));
    }

    private PlayedAnswer list(IncomingRequest call, String kind, Function<ServedProject, ListRows> rows) {
        ServedProject project = projects.ofQuery(call);
        return paging.offset(call, listings.of(project, kind, "/" + kind), rows.apply(project));
    }

    private PlayedAnswer folders(IncomingRequest call) {
        String type = call.query("folderType", "TEST_CASE");
        if (!List.of("TEST_CASE", "TEST_PLAN", "TEST_CYCLE").contains(type)) {
            throw ZephyrErrors.badRequest(
                    "folderType should be TEST_CASE, TEST_PLAN or TEST_CYCLE, not '" + type + "'");
        }
        return list(call, "folders", project -> project.folders(type));
    }

    private PlayedAnswer statuses(IncomingRequest call) {
        String type = call.query("statusType");
        if (type != null
                && !List.of("TEST_CASE", "TEST_PLAN", "TEST_CYCLE", "TEST_EXECUTION")
                        .contains(type)) {
            throw ZephyrErrors.badRequest("statusType should be TEST_CASE, TEST_PLAN, TEST_CYCLE or TEST_EXECUTION");
        }
        return list(call, "statuses", project -> project.statuses(type));
    }

    private PlayedAnswer one(IncomingRequest call, String kind) {
        long id = id(call);
        return projects.first(project -> project.one(kind, id))
                .map(PlayedAnswer::json)
                .orElseThrow(() -> ZephyrErrors.notFound("Nothing with id " + id + " was found in " + kind));
    }

    private PlayedAnswer component(IncomingRequest call) {
        return projects.first(project -> project.component(call.param(0)))
                .map(PlayedAnswer::json)
                .orElseGet(() -> PlayedAnswer.json(
                        404, "{\"errorMessages\":[\"The component does not exist.\"],\"errors\":{}}"));
    }

    static long id(IncomingRequest call) {
        try {
            return Long.parseLong(call.param(0));
        } catch (NumberFormatException e) {
            throw ZephyrErrors.badRequest("id should be a number, not '" + call.param(0) + "'");
        }
    }
}
