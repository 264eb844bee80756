package io.drover.sandbox.qtest;

import io.drover.sandbox.LookAlike;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.RateLimit;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * qTest Manager v3 as far as a migration of test cases uses it (docs/contracts/zephyr-scale-and-qtest.md §3). One lock: requests take tens of
 * microseconds, and there are two event loops.
 */
public final class QTestLookAlike implements LookAlike {

    static final String NAME = "qtest";

    private static final long REQUESTS_A_MONTH = 1_000_000;
    private static final String PROJECT = "/api/v3/projects/{project}";

    private final QTestOptions options;
    private final String url;
    private final Tokens tokens;
    private final Routes routes = new Routes(NAME, this::around);
    private final Object lock = new Object();
    private final State state;
    private final QTestEdits edits;
    private final AtomicLong usedOfMonth = new AtomicLong();

    /** What the project holds. */
    public record Counts(int testCases, int approved, int modules, int duplicates, Map<String, Integer> duplicated) {}

    /** @param site scheme, host and port that the caller sees */
    QTestLookAlike(QTestOptions options, Faults faults, String site) {
        this.url = site + prefix();
        this.options = options;
        this.tokens = new Tokens(options, faults);
        this.state = new State(new Users(options), Clock.systemUTC());
        this.edits = new QTestEdits(state, lock, options.originField());
        routes.otherwise(call -> error(404, "There is no such resource"));
        routes.open("POST", "/oauth/token", tokens::grant).get("/oauth/status", tokens::status);
        CaseOutput output = new CaseOutput(state, url);
        new SiteApi(state).routes(routes, PROJECT);
        new FieldsApi(state, faults).routes(routes, PROJECT);
        new ModulesApi(state, faults, url).routes(routes, PROJECT);
        new TestCasesApi(state, faults, output).routes(routes, PROJECT);
        routes.post(PROJECT + "/search", new SearchApi(state, faults, output, url)::search);
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
    public String name() {
        return NAME;
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public void authorize(IncomingRequest call, Endpoint endpoint) {
        tokens.check(call.authorization(), endpoint.name());
    }

    @Override
    public PlayedAnswer error(int status, String message) {
        return QTestErrors.error(status, message);
    }

    @Override
    public PlayedAnswer told(PlayedAnswer answer, RateLimit limit) {
        return answer.with("x-ratelimit-remaining-minute", String.valueOf(limit.remaining() * 60))
                .with("x-ratelimit-remaining-month", String.valueOf(REQUESTS_A_MONTH - usedOfMonth.incrementAndGet()));
    }

    /** What the project holds. */
    public Counts counts() {
        synchronized (lock) {
            ProjectField field = state.fields.byLabel(options.originField());
            Map<String, Integer> repeated = field == null ? Map.of() : state.cases.repeated(field.id);
            int surplus = repeated.values().stream().mapToInt(n -> n - 1).sum();
            return new Counts(state.cases.size(), state.cases.approved(), state.modules.size(), surplus, repeated);
        }
    }

    @Override
    public Optional<Object> statistics() {
        return Optional.of(counts());
    }

    /** The one that is played there. */
    public static QTestLookAlike in(RunningSandbox sandbox) {
        return sandbox.the(QTestLookAlike.class);
    }

    public String token() {
        return options.token();
    }

    /** Without {@code /api/v3}. */
    @Override
    public String url() {
        return url;
    }

    @Override
    public void admin(Routes admin) {
        new QTestAdmin(this).routes(admin);
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

    @Override
    public void reset() {
        synchronized (lock) {
            state.reset();
        }
        tokens.reset();
        usedOfMonth.set(0);
    }
}
