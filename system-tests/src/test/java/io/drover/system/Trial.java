package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.SandboxOptions;
import io.drover.sandbox.faults.RetryAfter;
import io.drover.sandbox.faults.Switches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One cell being played: an execution of its own, from one side of a sandbox of its own to the other. */
final class Trial implements AutoCloseable {

    static final int DEADLINE_SECONDS = 10;
    /** DESIGN.md promises a batch back within its deadline and this. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Rig rig;
    private final RunningSandbox sandbox;
    private final ObjectNode migration;
    private final int cases;
    private final long begun = System.nanoTime();
    private String execution = "";
    private long fired;
    private @Nullable Instant since;
    private @Nullable String struck;
    private int mayRedo = 1;
    private boolean whole = true;
    private @Nullable Duration recovery;
    private Duration outage = Duration.ZERO;
    private Duration deadline = Duration.ofSeconds(DEADLINE_SECONDS);

    Trial(Rig rig, int cases) {
        this.rig = rig;
        this.cases = cases;
        this.sandbox = Sandbox.start(SandboxOptions.generated(cases, 7));
        String name = "trial-" + NAMES.incrementAndGet();
        this.migration = Migrations.define(rig.installation().api(), sandbox, name, Migrations.GENERATED);
        migration
                .putObject("options")
                .put("batchSize", 25)
                .put("concurrency", 4)
                .put("inFlight", 1)
                .put("deadlineSeconds", DEADLINE_SECONDS);
    }

    Rig rig() {
        return rig;
    }

    Service service(Program program) {
        return rig.installation().service(program);
    }

    RunningSandbox sandbox() {
        return sandbox;
    }

    Api api() {
        return rig.installation().api();
    }

    /** The definition, to be changed before {@link #begin}. */
    ObjectNode migration() {
        return migration;
    }

    String execution() {
        return execution;
    }

    int cases() {
        return cases;
    }

    Traps.Armed arm(Failpoint point, Traps.Action action, int passage, String place) throws IOException {
        return rig.traps().arm(point, action, passage, place);
    }

    void begin() {
        Api.Answer defined = api().define(migration);
        assertThat(defined.status()).as(defined.text()).isIn(200, 201);
        execution = api().begin(migration.path("name").asText());
    }

    /** Waits until the target has so many test cases. */
    void awaitCreated(int least) {
        await("test cases in the target")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> sandbox.qtest().counts().testCases() >= least);
    }

    /** Of each attempt, before {@link #begin}. */
    void deadline(int seconds) {
        ((ObjectNode) migration.path("options")).put("deadlineSeconds", seconds);
        deadline = Duration.ofSeconds(seconds);
    }

    /** Of each request to an outside system, so that there is time for a fault. */
    void latency(int milliseconds) {
        sandbox.switches(Switches.calm(milliseconds));
    }

    /** Both outside systems refuse more than {@code perSecond} requests with 429. */
    void throttled(RetryAfter form, int perSecond) {
        sandbox.switches(switches(perSecond, form, 0));
    }

    /** The target's search does not see what was created less than this ago. */
    void searchLag(int milliseconds) {
        sandbox.switches(switches(0, RetryAfter.SECONDS, milliseconds));
    }

    private static Switches switches(int perSecond, RetryAfter form, int searchLagMs) {
        Switches calm = Switches.calm(0);
        return new Switches(
                0,
                perSecond,
                perSecond,
                form,
                calm.zephyrPageCap(),
                searchLagMs,
                false,
                false,
                false,
                false,
                false,
                calm.createdStatus(),
                false,
                false);
    }

    Journal journal() {
        return Journal.of(api(), execution);
    }

    boolean hasEnded() {
        try {
            return !api().execution(execution).state().equals("RUNNING");
        } catch (UncheckedIOException | AssertionError e) {
            return false; // nobody answers: nothing has ended
        }
    }

    /** One more process beside the first; the caller stops it. */
    Service another(Program program) throws IOException {
        return rig.installation().another(program, "second-" + program.module());
    }

    static void pause(Duration time) {
        await().atMost(time.plusMinutes(1)).pollDelay(time).until(() -> true);
    }

    /** The same migration once more: it has to do what the first execution left. */
    void again() {
        whole = false;
        begin();
        Execution end = awaitEnd();
        Execution.Books books = end.books("testcases");
        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(books.loaded() + books.skipped()).isEqualTo(cases);
        assertThat(sandbox.qtest().counts().testCases()).isEqualTo(cases);
    }

    /** It happened so often, at moments that do not matter. */
    void fired(long times) {
        fired += times;
    }

    /** The fault happened, and struck this batch: it has to be done again in time. */
    void fired(Traps.Mark mark) {
        fired++;
        since = mark.at();
        struck = mark.place();
    }

    /** The fault happened and struck this batch; only now is the service there again that has to do it. */
    void firedAndBack(Traps.Mark mark) {
        fired(mark);
        outage = Duration.between(mark.at(), Instant.now());
    }

    /** The fault happened {@code times} times and is over now: the next batch has to come in time. */
    void firedUntilNow(long times) {
        assertThat(times).as("times that the fault happened").isPositive();
        fired += times;
        since = Instant.now();
        struck = null;
    }

    /** So many batches may have been at work in what was struck. */
    void mayRedo(int batches) {
        mayRedo = batches;
    }

    /** The scenario measured it. */
    void recoveredIn(Duration time) {
        recovery = time;
    }

    /** Waits, also while nobody answers for the API. */
    Execution awaitEnd() {
        return await("the end of execution " + execution)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException || e instanceof AssertionError)
                .until(() -> api().execution(execution), found -> !found.state().equals("RUNNING"));
    }

    /** Holds the trial to what has to be true whatever happened. */
    Figures judge() throws IOException, NoSuchAlgorithmException {
        Execution end = awaitEnd();
        AuditChain.assertHolds(api(), end);
        Journal journal = journal();
        assertThat(fired).as("times that the fault happened").isPositive();
        assertThat(sandbox.qtest().counts().duplicates()).as("duplicates").isZero();
        for (String step : Set.of("folders", "testcases")) {
            assertThat(end.books(step).balanced())
                    .as("books of %s in %s", step, end)
                    .isTrue();
        }
        if (whole) {
            assertWhole(end);
        }
        long recoveryMs = recoveryMs(journal);
        assertThat(recoveryMs)
                .as("ms of recovery")
                .isLessThanOrEqualTo(deadline.plus(GRACE).plus(outage).toMillis());
        long batches = journal.count("batch.done");
        long redone = redone();
        Figures figures = new Figures(
                fired,
                recoveryMs,
                batches,
                batches + journal.extraAttempts(),
                redone,
                sandbox.qtest().counts().duplicates(),
                end.state(),
                (System.nanoTime() - begun) / 1e9);
        assertThat(redone).as("batches run again in %s", figures).isLessThanOrEqualTo(fired * mayRedo);
        return figures;
    }

    private void assertWhole(Execution end) {
        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(end.books("testcases")).isEqualTo(new Execution.Books(cases, cases, 0, 0, 0, cases, 0));
        assertThat(sandbox.qtest().counts().testCases()).isEqualTo(cases);
    }

    private long recoveryMs(Journal journal) {
        if (recovery != null) {
            return recovery.toMillis();
        }
        Instant from = since;
        if (from == null) {
            return -1;
        }
        Instant back = struck == null ? null : journal.done(struck).orElse(null);
        if (back == null || back.isBefore(from)) {
            back = journal.nextDone(from).orElse(null);
        }
        return back == null ? -1 : Duration.between(from, back).toMillis();
    }

    /** Each run of a batch writes under a name of its own; those beyond the first were for nothing. */
    private long redone() throws IOException {
        if (rig.kind() == Rig.Kind.BUCKET) {
            return -1;
        }
        Path staged = rig.staging().resolve("executions").resolve(execution);
        try (Stream<Path> paths = Files.walk(staged, 4)) {
            Set<Path> runs = paths.filter(
                            path -> staged.relativize(path).getNameCount() == 4 && Files.isDirectory(path))
                    .collect(Collectors.toSet());
            return runs.size() - runs.stream().map(Path::getParent).distinct().count();
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
