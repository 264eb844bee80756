package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.RetryAfterForm;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestSwitches;
import java.time.Duration;
import java.util.List;

/** A trial of Zephyr Scale → qTest: generated test cases, every one of them once in the target. */
final class QTestTrial extends Trial {

    private final RunningSandbox sandbox;
    private final ObjectNode migration;
    private final int cases;
    private boolean whole = true;
    private boolean repeating;

    QTestTrial(Rig rig, int cases) {
        super(rig);
        this.cases = cases;
        this.sandbox = Sandboxes.generated(cases, 7);
        this.migration = Migrations.askingLittle(Migrations.define(api(), sandbox, name(), Migrations.GENERATED));
        migration
                .putObject("options")
                .put("batchSize", 25)
                .put("concurrency", 4)
                .put("inFlight", 1)
                .put("deadlineSeconds", DEADLINE_SECONDS);
    }

    RunningSandbox sandbox() {
        return sandbox;
    }

    @Override
    ObjectNode migration() {
        return migration;
    }

    /** Begins, and returns while test cases are loaded, slowly enough for a fault. */
    void comeMidway() {
        latency(20);
        begin();
        awaitCreated(30);
        assertThat(api().execution(execution()).state()).isEqualTo("RUNNING");
    }

    /** Waits until the target has so many test cases. */
    void awaitCreated(int least) {
        await("test cases in the target")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> QTestLookAlike.in(sandbox).counts().testCases() >= least);
    }

    /** Of each request to an outside system, so that there is time for a fault. */
    void latency(int milliseconds) {
        sandbox.switches().reset().set(Switches.LATENCY_MS, milliseconds);
    }

    /** Both outside systems refuse more than {@code perSecond} requests with 429. */
    void throttled(RetryAfterForm form, int perSecond) {
        sandbox.switches()
                .set(Switches.RETRY_AFTER, form)
                .set(Switches.perSecond("zephyr"), perSecond)
                .set(Switches.perSecond("qtest"), perSecond);
    }

    /** The target's search does not see what was created less than this ago. */
    void searchLag(int milliseconds) {
        sandbox.switches().set(QTestSwitches.SEARCH_LAG_MS, milliseconds);
    }

    /** From now on qTest answers 401 to everything, and everyone takes {@code latency} milliseconds. */
    void tokenRevoked(int latency) {
        sandbox.switches().set(Switches.LATENCY_MS, latency).set(QTestSwitches.TOKEN_REVOKED, true);
    }

    @Override
    void again() {
        beginAgain();
        endAgain();
    }

    /** From now on the same migration is defined by another name of this host, as a migration of its own. */
    void spellHosts(String host) {
        migration.put("name", name());
        for (String side : List.of("source", "target")) {
            ObjectNode settings = (ObjectNode) migration.path(side).path("settings");
            settings.put("baseUrl", settings.path("baseUrl").asText().replace("127.0.0.1", host));
        }
    }

    /** The source lists some test cases twice; the books have each of them, and one is left out with a finding. */
    void listsTwice() {
        repeating = true;
    }

    void beginAgain() {
        whole = false;
        begin();
    }

    /** What is begun has done what was left. */
    void endAgain() {
        Execution end = awaitEnd();
        Execution.Books books = end.books("testcases");
        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(books.loaded() + books.skipped()).isEqualTo(cases);
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(cases);
    }

    @Override
    void assertMoved(Execution end) {
        for (String step : List.of("folders", "testcases")) {
            assertThat(end.books(step).balanced())
                    .as("books of %s in %s", step, end)
                    .isTrue();
        }
        if (whole) {
            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            long twice = repeating ? end.findings("LISTED_TWICE") : 0;
            assertThat(end.books("testcases"))
                    .isEqualTo(new Execution.Books(cases + twice, cases, 0, 0, twice, cases, 0));
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(cases);
        }
    }

    @Override
    int duplicates() {
        return QTestLookAlike.in(sandbox).counts().duplicates();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
