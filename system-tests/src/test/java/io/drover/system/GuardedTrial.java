package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * A trial of a reset, records in its place, and a clean-up under another consent. A person is at hand who consents to each, confirms,
 * and resumes what is held.
 */
final class GuardedTrial extends Trial {

    static final String LOOK = "look";

    private final RunningSandbox sandbox;
    private final Control control;
    private final ObjectNode migration;
    private final int cases;
    private final Thread person;
    private volatile boolean left;
    private volatile String keptFrom = "";

    GuardedTrial(Rig rig, int cases) throws IOException {
        super(rig);
        this.cases = cases;
        this.sandbox = Sandboxes.generated(cases, 7);
        this.control = new Control();
        this.migration = PluginJar.migration(api(), sandbox, control, name());
        migration
                .putObject("options")
                .put("batchSize", 25)
                .put("concurrency", 4)
                .put("inFlight", 1)
                .put("deadlineSeconds", DEADLINE_SECONDS);
        sandbox.switches().set(Switches.LATENCY_MS, 20);
        person = Thread.ofVirtual().unstarted(this::beAtHand);
    }

    RunningSandbox sandbox() {
        return sandbox;
    }

    Control control() {
        return control;
    }

    @Override
    ObjectNode migration() {
        return migration;
    }

    @Override
    void begin() {
        super.begin();
        if (person.getState() == Thread.State.NEW) {
            person.start();
        }
    }

    /** Begins, and returns when so many test cases are in the target. */
    void comeTo(int created) {
        begin();
        await("test cases in the target")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> QTestLookAlike.in(sandbox).counts().testCases() >= created);
    }

    /** The person has no time for that step. */
    void keepFrom(String step) {
        keptFrom = step;
    }

    void until(Predicate<Execution> reached) {
        await("execution " + execution())
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api().execution(execution()), reached);
    }

    private void beAtHand() {
        await().forever().pollInterval(Duration.ofMillis(100)).until(() -> {
            try {
                look(api().execution(execution()));
            } catch (UncheckedIOException | AssertionError e) {
                // Nobody answers at the moment, or what was asked is decided already.
            }
            return left;
        });
    }

    private void look(Execution now) {
        String waits = now.json().path("waitingFor").asText("");
        String path = "/executions/" + execution();
        if (now.state().equals("HELD")) {
            JsonNode asked = api().get(path + "/consent").json();
            api().post(
                            path + "/resume",
                            AgolaRun.typed(asked).put("reason", "mended").toString());
        } else if (waits.equals(LOOK) && !keptFrom.equals(LOOK)) {
            api().post(path + "/steps/look/confirm", "{\"seen\":\"all of it\"}");
        } else if (waits.startsWith("consent-")) {
            JsonNode asked = api().get(path + "/consent").json();
            api().post(path + "/consent", AgolaRun.typed(asked).toString());
        }
    }

    /** How often the audit has that. */
    long audited(String what) {
        return api().get("/executions/" + execution() + "/audit")
                .text()
                .lines()
                .filter(line -> line.contains("\"" + what + "\""))
                .count();
    }

    @Override
    void again() {
        throw new UnsupportedOperationException("no cell ends before the end");
    }

    @Override
    void assertMoved(Execution end) {
        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(end.books("testcases")).isEqualTo(new Execution.Books(cases, cases, 0, 0, 0, cases, 0));
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(cases);
        assertThat(control.asked("clean-up"))
                .as("the clean-up, whose failure holds")
                .isEqualTo(1);
    }

    /** Records, and resets for which there was no reason. */
    @Override
    int duplicates() {
        return QTestLookAlike.in(sandbox).counts().duplicates() + (int) Math.max(0, control.asked("reset") - 1);
    }

    @Override
    String ended(Execution end) {
        return audited("execution.resumed") == 0 ? end.state() : end.state() + ", held and resumed";
    }

    @Override
    public void close() {
        left = true;
        control.close();
        sandbox.close();
    }
}
