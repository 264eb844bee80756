package io.drover.sandbox.qtest;

import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Api;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.Routes;
import java.time.Clock;
import java.util.Map;

/**
 * qTest Manager v3 as far as a migration of test cases uses it (reference section 3). One lock: requests take tens of
 * microseconds, and there are two event loops.
 */
public final class QTestApi implements Api {

    private static final String PROJECT = "/api/v3/projects/{project}";

    private final QTestAccount account;
    private final Tokens tokens;
    private final Routes routes = new Routes("qtest", this::around);
    private final Endpoint unknown;
    private final Object lock = new Object();
    private final State state;
    private final QTestEdits edits;

    /** What the project holds. */
    public record Counts(int testCases, int approved, int modules, int duplicates, Map<String, Integer> duplicated) {}

    /** @param site scheme, host and port that the caller sees */
    public QTestApi(QTestAccount account, Faults faults, String site) {
        this.account = account;
        this.tokens = new Tokens(account, faults);
        this.state = new State(new Users(account), Clock.systemUTC());
        this.edits = new QTestEdits(state, lock, account.originField());
        this.unknown = routes.otherwise(call -> error(404, "There is no such resource"));
        routes.open("POST", "/oauth/token", tokens::grant).get("/oauth/status", tokens::status);
        String origin = site + prefix();
        CaseOutput output = new CaseOutput(state, origin);
        new SiteApi(state).routes(routes, PROJECT);
        new FieldsApi(state, faults).routes(routes, PROJECT);
        new ModulesApi(state, faults, origin).routes(routes, PROJECT);
        new TestCasesApi(state, faults, output).routes(routes, PROJECT);
        routes.post(PROJECT + "/search", new SearchApi(state, faults, output, origin)::search);
    }

    private Endpoint.Handler around(String template, Endpoint.Handler handler) {
        boolean ofProject = template.contains("/projects/{project}");
        return call -> {
            if (ofProject && !call.param(0).equals(String.valueOf(State.PROJECT_ID))) {
                throw QTestErrors.notFound("Project " + call.param(0) + " does not exist");
            }
            synchronized (lock) {
                return handler.answer(call);
            }
        };
    }

    @Override
    public String prefix() {
        return "/qtest";
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
        tokens.check(call.authorization(), endpoint.name());
    }

    @Override
    public Answer error(int status, String message) {
        return QTestErrors.error(status, message);
    }

    public Counts counts() {
        synchronized (lock) {
            Field field = state.fields.byLabel(account.originField());
            Map<String, Integer> repeated = field == null ? Map.of() : state.cases.repeated(field.id);
            int surplus = repeated.values().stream().mapToInt(n -> n - 1).sum();
            return new Counts(state.cases.size(), state.cases.approved(), state.modules.size(), surplus, repeated);
        }
    }

    /** What people do in the project past any connector. */
    public QTestEdits edits() {
        return edits;
    }

    /** How lists differ from now on, until the reset. */
    public void quirks(QTestQuirks quirks) {
        synchronized (lock) {
            state.quirks = quirks;
        }
    }

    public void reset() {
        synchronized (lock) {
            state.reset();
        }
        tokens.reset();
    }
}
