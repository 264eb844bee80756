package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Side;
import io.drover.contracts.Usage;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.StagingStore;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Turns a command into a result: does the attempt, commits its manifest, and makes whatever went wrong data. */
@ApplicationScoped
public class BatchRunner {

    private static final Logger LOG = Logger.getLogger(BatchRunner.class);

    private static final String BATCH_CLOSED = "BATCH_CLOSED";
    private static final String CAME_AGAIN =
            "The batch was done to its end before, and what it staged is not there any more:"
                    + " the command came again, and nothing is done";

    private static final String COMMAND_EXPIRED = "COMMAND_EXPIRED";
    private static final String NOT_WANTED = "NOT_WANTED";

    private final Map<String, Operation> operations;
    private final StagingStore store;
    private final Connectors connectors;
    private final SecretStore secrets;
    private final ConnectorOperation connectorOperation;
    private final Wanted wanted;
    private final Claims claims;
    private final ClosedBatches closed;
    private final Cancellations cancellations;
    private final Heartbeats heartbeats;
    private final WorkerName worker;

    BatchRunner(
            @All List<Operation> operations,
            StagingStore store,
            Connectors connectors,
            SecretStore secrets,
            ConnectorOperation connectorOperation,
            Wanted wanted,
            Claims claims,
            ClosedBatches closed,
            Cancellations cancellations,
            Heartbeats heartbeats,
            WorkerName worker) {
        this.operations =
                operations.stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
        this.store = store;
        this.connectors = connectors;
        this.secrets = secrets;
        this.connectorOperation = connectorOperation;
        this.wanted = wanted;
        this.claims = claims;
        this.closed = closed;
        this.cancellations = cancellations;
        this.heartbeats = heartbeats;
        this.worker = worker;
    }

    /**
     * Does one attempt. What went wrong is in the result.
     *
     * @throws InterruptedException when this process ends before the batch is done: it is another worker's
     */
    Result run(Command command, Shutdown.Running running) throws InterruptedException {
        long start = System.nanoTime();
        try (BatchRun run = new BatchRun(command, store, connectors, secrets)) {
            Outcome outcome = marked(command, run, outcome(command, run, running));
            if (outcome instanceof Outcome.Failed failed && running.isHandedBack()) {
                throw new InterruptedException("handed back: " + failed.code());
            }
            return result(command, start, run.usage(), outcome);
        }
    }

    /** Whether there was nothing to do, and nobody to tell it. */
    static boolean isUnwanted(Result result) {
        return result.outcome() instanceof Outcome.Failed failed
                && failed.code().equals(NOT_WANTED);
    }

    /** A failed operation of a connector says whether its deed was begun, by this delivery of the attempt or another. */
    private Outcome marked(Command command, BatchRun run, Outcome outcome) {
        if (command.on() == null || !(outcome instanceof Outcome.Failed failed)) {
            return outcome;
        }
        Boolean begun = run.deedBegun();
        if (begun != null) {
            return failed.deedBegun(begun);
        }
        try {
            return failed.deedBegun(new DeedMarks(command, store).hasOwn());
        } catch (IOException e) {
            LOG.warnf(e, "Cannot look whether the deed was begun batchId=%s", command.batch());
            return outcome; // nobody knows
        }
    }

    private Outcome outcome(Command command, BatchRun run, Shutdown.Running running) throws InterruptedException {
        try {
            if (!wanted.wants(command)) {
                return new Outcome.Failed(NOT_WANTED, Outcome.FailureType.INTERNAL, "Nobody waits for it", null);
            }
            Optional<Outcome> over = over(command);
            if (over.isPresent()) {
                return over.get();
            }
            Failpoint.BATCH_TAKEN.pass(command.batch());
            if (cancellations.has(command.batch())) {
                return Outcome.Cancelled.UNBEGUN;
            }
            return claimed(command, run, running);
        } catch (BatchClosedException e) {
            return doneBefore(command, running)
                    .orElseGet(
                            () -> Failures.of(command, BATCH_CLOSED, Outcome.FailureType.INTERNAL, CAME_AGAIN, null));
        } catch (InterruptedException e) {
            if (isGivenUpUnbegun(run, running)) {
                return doneBefore(command, running).orElse(Outcome.Cancelled.UNBEGUN);
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            if (isGivenUpUnbegun(run, running)) {
                return doneBefore(command, running).orElse(Outcome.Cancelled.UNBEGUN);
            }
            return Failures.of(command, run, worker, e);
        }
    }

    /** Whether it was given up before it had its claim, for which it may have waited long: whatever it met was the interruption. */
    private static boolean isGivenUpUnbegun(BatchRun run, Shutdown.Running running) {
        return running.isCancelled() && !run.isOwned();
    }

    /** What is to be said of a command that must not be begun any more. */
    private Optional<Outcome> over(Command command) throws IOException {
        Optional<Manifest> earlier = Manifests.read(store, command.batch().manifestKey());
        if (earlier.isPresent()) {
            closed.add(command.batch()); // whoever committed it may have died before it could
            return Optional.of(done(earlier.get())); // redelivered, or another attempt was first
        }
        if (command.on() != null) {
            Optional<NotYetNotes.Note> answered = new NotYetNotes(command, store).own();
            if (answered.isPresent()) {
                return Optional.of(answered.get().answer()); // redelivered
            }
        }
        if (Instant.now().isAfter(command.deadline().plus(Command.EXPIRY))) {
            String late = "The command had its deadline at " + command.deadline() + ": it is too old to be begun";
            return Optional.of(Failures.of(command, COMMAND_EXPIRED, Outcome.FailureType.RESOURCES, late, null));
        }
        return Optional.empty();
    }

    /** Claims the batch and does it, which no other attempt does meanwhile. */
    private Outcome claimed(Command command, BatchRun run, Shutdown.Running running)
            throws IOException, InterruptedException {
        try (Claims.Claim claim = claims.take(command)) {
            run.own(claim);
            claim.whenLost(running::giveWay);
            try (Heartbeats.Heartbeat alive = heartbeats.begin(command)) {
                running.whenCancelled(() -> {
                    claim.cancel();
                    alive.now();
                });
                Optional<Manifest> earlier =
                        claim.follows() ? Manifests.read(store, command.batch().manifestKey()) : Optional.empty();
                Outcome outcome = earlier.isPresent() ? done(earlier.get()) : perform(command, run, claim, running);
                if (outcome instanceof Outcome.Done) {
                    claim.batchClosed();
                }
                return outcome;
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (running.isCancelled()) {
                    return cancelled(command, run, claim, running);
                }
                if (claim.isLapsed() && !running.isHandedBack()) {
                    Thread.interrupted(); // which would break the connection that is needed to look who has it
                    throw claims.lost(claim);
                }
                throw e;
            }
        }
    }

    /** What another attempt did to its end: its manifest is written before it is noted that the batch is closed. */
    private Optional<Outcome> doneBefore(Command command, Shutdown.Running running) {
        running.settle();
        try {
            return Manifests.read(store, command.batch().manifestKey()).map(BatchRunner::done);
        } catch (IOException e) {
            return Optional.of(Failures.unreadable(command, e));
        }
    }

    /** What it had done counts, with its findings; the rest was not begun, and is what a later run finds to do. */
    private Outcome cancelled(Command command, BatchRun run, Claims.Claim claim, Shutdown.Running running) {
        running.settle();
        Outcome.Cancelled cancelled = Outcome.Cancelled.UNBEGUN;
        Counts counts = run.soFar();
        if (!counts.equals(Counts.NONE)) {
            cancelled = new Outcome.Cancelled(counts, run.findings());
            try {
                run.commit(counts, worker.value());
            } catch (IOException | UncheckedIOException e) {
                LOG.warnf(e, "Findings of a batch that is given up are not staged batchId=%s", command.batch());
            }
        }
        claim.batchClosed();
        LOG.infof("Given up batchId=%s attempt=%d done=%d", command.batch(), command.attempt(), counts.out());
        return cancelled;
    }

    private Outcome perform(Command command, BatchRun run, Claims.Claim claim, Shutdown.Running running)
            throws IOException, InterruptedException {
        Side side = command.on();
        if (side != null) {
            return connectorOperation.run(run, side, claim, running);
        }
        store.requireRoom();
        Operation operation = operations.get(command.operation());
        if (operation == null) {
            throw new ConnectorException(
                    "OPERATION_UNKNOWN",
                    FailureType.INTERNAL,
                    worker.value() + " has no operation " + command.operation() + "; it has " + operations.keySet());
        }
        Counts counts = operation.run(run);
        running.settle(); // what is left is short, and an interruption would only lose it
        return done(run.commit(counts, worker.value()));
    }

    static Outcome done(Manifest manifest) {
        return new Outcome.Done(
                CountWords.of(manifest.counts()),
                manifest.findings(),
                PartNames.counts(manifest.parts()),
                CountWords.totals(manifest),
                manifest.facts(),
                manifest.skipped());
    }

    private Result result(Command command, long start, Usage usage, Outcome outcome) {
        long durationMs = (System.nanoTime() - start) / 1_000_000;
        return new Result(
                Result.VERSION,
                command.batch(),
                command.attempt(),
                worker.value(),
                Instant.now(),
                durationMs,
                usage,
                outcome);
    }
}
