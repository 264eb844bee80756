package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.failpoint.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One cell being played: an execution of its own, from one side of a sandbox of its own to the other. */
abstract class Trial implements AutoCloseable {

    static final int DEADLINE_SECONDS = 10;
    /** A batch comes back within its deadline and this. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Rig rig;
    private final long begun = System.nanoTime();
    private String execution = "";
    private long fired;
    private @Nullable Instant since;
    private @Nullable String struck;
    private int mayRedo = 1;
    private @Nullable Duration recovery;
    private Duration outage = Duration.ZERO;
    private Duration deadline = Duration.ofSeconds(DEADLINE_SECONDS);

    Trial(Rig rig) {
        this.rig = rig;
    }

    /** A name that no other trial of this JVM has. */
    static String name() {
        return "trial-" + NAMES.incrementAndGet();
    }

    /** The definition, to be changed before {@link #begin}. */
    abstract ObjectNode migration();

    /** Everything is where it belongs, whatever happened. */
    abstract void assertMoved(Execution end);

    /** What the target was given more often than anybody asked for. */
    abstract int duplicates();

    /** The same migration once more, to the end: it has to do what the first execution left. */
    abstract void again();

    /** What is over, as the line of the cell tells it. */
    String ended(Execution end) {
        return end.state();
    }

    Rig rig() {
        return rig;
    }

    Service service(Program program) {
        return rig.installation().service(program);
    }

    /** One more process beside the first; the caller stops it. */
    Service another(Program program) throws IOException {
        return rig.installation().another(program, "second-" + program.module());
    }

    Api api() {
        return rig.installation().api();
    }

    String execution() {
        return execution;
    }

    Journal journal() {
        return Journal.of(api(), execution);
    }

    Traps.Armed arm(Failpoint point, Traps.Action action, int passage, String place) throws IOException {
        return rig.traps().arm(point, action, passage, place);
    }

    /** Of each attempt, before {@link #begin}. */
    void deadline(int seconds) {
        ((ObjectNode) migration().path("options")).put("deadlineSeconds", seconds);
        deadline = Duration.ofSeconds(seconds);
    }

    void begin() {
        Api.Answer defined = api().define(migration());
        assertThat(defined.status()).as(defined.text()).isIn(200, 201);
        execution = api().begin(migration().path("name").asText());
    }

    /** What the trial made stand still goes on; nothing where nothing does. */
    void goOn() throws IOException {}

    boolean hasEnded() {
        try {
            return api().execution(execution).hasEnded();
        } catch (UncheckedIOException | AssertionError e) {
            return false; // nobody answers: nothing has ended
        }
    }

    /** Waits, also while nobody answers for the API. */
    Execution awaitEnd() {
        return await("the end of execution " + execution)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException || e instanceof AssertionError)
                .until(() -> api().execution(execution), Execution::hasEnded);
    }

    static void pause(Duration time) {
        await().atMost(time.plusMinutes(1)).pollDelay(time).until(() -> true);
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

    /** Holds the trial to what has to be true whatever happened. */
    Figures judge() throws IOException, NoSuchAlgorithmException {
        Execution end = awaitEnd();
        Audits.assertHolds(api(), end);
        Journal journal = journal();
        assertThat(fired).as("times that the fault happened").isPositive();
        assertThat(duplicates()).as("duplicates").isZero();
        assertMoved(end);
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
                duplicates(),
                ended(end),
                (System.nanoTime() - begun) / 1e9);
        assertThat(redone).as("batches run again in %s", figures).isLessThanOrEqualTo(fired * mayRedo);
        return figures;
    }

    private long recoveryMs(Journal journal) {
        if (recovery != null) {
            return recovery.toMillis();
        }
        Instant from = since;
        if (from == null) {
            return -1;
        }
        return back(journal, from, struck)
                .map(back -> Duration.between(from, back).toMillis())
                .orElse(-1L);
    }

    /** When it went on after {@code from}: with the batch that was struck, or else with the next. */
    Optional<Instant> back(Journal journal, Instant from, @Nullable String batch) {
        return Optional.ofNullable(batch)
                .flatMap(journal::done)
                .filter(done -> !done.isBefore(from))
                .or(() -> journal.nextDone(from));
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
    public abstract void close();
}
