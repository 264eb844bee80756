package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.sandbox.http.RequestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial of Agola v0.7 → later. A person is at hand who confirms, consents, and resumes what is held: nothing else may make an
 * import happen again.
 */
final class AgolaTrial extends Trial {

    private static final Duration THOUGHT = Duration.ofSeconds(3);

    private final AgolaSandbox sandbox;
    private final AgolaRun run;
    private final Thread person;
    /** When it was held, each time; while it was, both new services had to be closed. */
    private final List<Instant> held = Collections.synchronizedList(new ArrayList<>());

    private volatile String keptFrom = "";
    private volatile @Nullable AssertionError open;
    private volatile boolean left;
    private int before;
    private Traps.@Nullable Armed pause;

    AgolaTrial(Rig rig) {
        super(rig);
        sandbox = AgolaSandbox.start(AgolaOptions.quick());
        run = new AgolaRun(api(), sandbox, name());
        migration().putObject("options").put("deadlineSeconds", DEADLINE_SECONDS);
        person = Thread.ofVirtual().name("person of " + run.name()).unstarted(this::beAtHand);
    }

    AgolaSandbox sandbox() {
        return sandbox;
    }

    AgolaRun run() {
        return run;
    }

    @Override
    ObjectNode migration() {
        return run.migration();
    }

    @Override
    void begin() {
        super.begin();
        run.goOn(execution());
        if (person.getState() == Thread.State.NEW) {
            person.start();
        }
    }

    /** Begins, and returns with the worker standing still in the middle, until {@link #goOn}. */
    Traps.Mark comeMidway(AgolaWork work) throws IOException {
        pause = arm(Failpoint.MID_BATCH, Traps.Action.PAUSE, 1, work.batch());
        begin();
        return pause.awaitFired();
    }

    @Override
    void goOn() throws IOException {
        if (pause != null) {
            pause.release();
        }
    }

    /** Begins, and returns when it waits for the person at {@code step}, who has time for everything else. */
    void comeTo(String step) {
        keptFrom = step;
        begin();
        await("execution " + execution() + " at " + step)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> run.state(step).equals("WAITING"));
    }

    /** The person does that too. */
    void letThemDo() {
        keptFrom = "";
    }

    private void beAtHand() {
        await().forever().pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                look(run.execution());
            } catch (UncheckedIOException | AssertionError e) {
                // Nobody answers at the moment, or what was asked is decided already.
            }
            return left;
        });
    }

    private void look(Execution now) {
        if (now.state().equals("HELD")) {
            if (!held.isEmpty() && held.getLast().plus(THOUGHT).isAfter(Instant.now())) {
                return; // who resumed looks for a while before they do so again
            }
            held.add(Instant.now());
            checkClosed();
            run.resume(run.asked());
        } else if (!now.json().path("waitingFor").asText("").equals(keptFrom)) {
            run.act(now);
        }
    }

    /** What a later assertion will tell: this thread's would be lost. */
    private void checkClosed() {
        try {
            if (run.state("open-runservice").equals("PENDING")) {
                run.assertClosed();
            }
        } catch (AssertionError e) {
            open = e;
        }
    }

    /** How often the person resumed. */
    int resumed() {
        return (int) api().get("/executions/" + execution() + "/audit")
                .text()
                .lines()
                .filter(line -> line.contains("\"execution.resumed\""))
                .count();
    }

    @Override
    void again() {
        before += resumed();
        begin();
        assertThat(awaitEnd().state()).isEqualTo("SUCCESS");
    }

    @Override
    void assertMoved(Execution end) {
        if (open != null) {
            throw open;
        }
        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        end.json().path("books").propertyStream().forEach(kind -> assertThat(
                        end.books(kind.getKey()).balanced())
                .as("books of %s in %s", kind.getKey(), end)
                .isTrue());
        run.assertMoved();
        for (AgolaServer server : servers()) {
            assertThat(server.imports().stream()
                            .filter(request -> request.status() == 200)
                            .map(RequestLog.Entry::sha256)
                            .distinct())
                    .as("files imported into " + server.name())
                    .hasSize(1);
        }
    }

    private List<AgolaServer> servers() {
        return List.of(sandbox.targetRunservice(), sandbox.targetConfigstore());
    }

    /** Imports for which no person asked, who asks for one into each service, and for another when they resume. */
    @Override
    int duplicates() {
        int asked = 1 + resumed() + before;
        return servers().stream()
                .mapToInt(server -> Math.max(0, server.imports().size() - asked))
                .sum();
    }

    @Override
    String ended(Execution end) {
        return resumed() == 0 ? end.state() : end.state() + ", held and resumed";
    }

    /** What is held waits for a person: that is as far as it comes by itself. */
    @Override
    Optional<Instant> back(Journal journal, Instant from, @Nullable String batch) {
        Optional<Instant> done = super.back(journal, from, batch);
        Optional<Instant> first = held.stream().filter(at -> !at.isBefore(from)).findFirst();
        return first.filter(at -> done.isEmpty() || at.isBefore(done.get())).or(() -> done);
    }

    @Override
    public void close() {
        left = true;
        sandbox.close();
    }
}
