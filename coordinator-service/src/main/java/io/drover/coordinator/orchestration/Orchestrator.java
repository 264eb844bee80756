package io.drover.coordinator.orchestration;

import io.drover.api.AuditHead;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.coordinator.audit.AuditAnchors;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.evidence.EvidenceGathering;
import io.drover.coordinator.journal.EntryTooLongException;
import io.drover.coordinator.operations.DecisionFigures;
import io.drover.coordinator.outbox.OutboxRelay;
import io.drover.coordinator.persistence.Change;
import io.drover.coordinator.persistence.ExecutionRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the decider under the lock of the execution's row: the new state, the commands and events that follow from it and the
 * record of it are one transaction. What cannot be done for an execution ends that execution, in a transaction of its own.
 */
@ApplicationScoped
public class Orchestrator {

    private static final Logger LOG = Logger.getLogger(Orchestrator.class);

    private final Mutiny.SessionFactory database;
    private final OutboxRelay relay;
    private final EvidenceGathering evidence;
    private final DecisionFigures figures;
    private final AuditAnchors anchors;
    private final Clock clock = Clock.systemUTC();

    Orchestrator(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            OutboxRelay relay,
            EvidenceGathering evidence,
            DecisionFigures figures,
            AuditAnchors anchors) {
        this.database = database;
        this.relay = relay;
        this.evidence = evidence;
        this.figures = figures;
        this.anchors = anchors;
    }

    /**
     * Begins an execution in the caller's transaction; call {@link #committed} after it.
     *
     * @param by who asked for it
     * @return fails with {@link RefusedException} when its first command cannot be written
     */
    public Uni<ExecutionState> start(Mutiny.Session session, ExecutionRow row, String by) {
        return session.persist(row)
                .chain(() -> session.flush())
                .chain(() -> change(session, row, new Signal.Started(by), new AtomicBoolean(), new AtomicReference<>()))
                .onFailure(UndecidableException.class)
                .transform(e -> RefusedException.now(e.getMessage() + " Nothing was begun."));
    }

    /** The caller's transaction committed. */
    public void committed() {
        relay.wake();
    }

    /**
     * Tells an execution what happened.
     *
     * @return fails with {@link RefusedException} when a person asks for what cannot be done, with {@link UndecidableException}
     *     when nobody can decide about it; the execution has ended or is held then, if that could be decided
     */
    public Uni<Void> signal(String execution, Signal signal) {
        return turn(execution, signal)
                .onFailure(UndecidableException.class)
                .recoverWithUni(e -> broken(execution, signal, (UndecidableException) e));
    }

    private Uni<Void> turn(String execution, Signal signal) {
        AtomicBoolean evidenceIsDue = new AtomicBoolean();
        AtomicReference<@Nullable AuditHead> audited = new AtomicReference<>();
        Uni<Void> work = database.withTransaction((session, transaction) -> session.find(
                        ExecutionRow.class, execution, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> row == null
                        ? Uni.createFrom().voidItem()
                        : change(session, row, signal, evidenceIsDue, audited).replaceWithVoid()));
        return figures.transaction(signal, work)
                .onFailure(e -> WrongRows.are(e) || (e instanceof EntryTooLongException && isAlone(signal)))
                .transform(e -> UndecidableException.of(execution, e))
                .invoke(() -> Failpoint.COMMITTED.pass(execution))
                .invoke(this::committed)
                .invoke(() -> {
                    AuditHead head = audited.get();
                    if (head != null) {
                        anchors.committed(execution, head);
                    }
                    if (evidenceIsDue.get()) {
                        evidence.wake();
                    }
                });
    }

    /** Whether nothing less could be taken, and nobody who asked for it can be told. */
    private static boolean isAlone(Signal signal) {
        return switch (signal) {
            case Signal.Arrived arrived -> arrived.results().size() == 1;
            case Signal.TimePassed ignored -> true;
            case Signal.Started ignored -> false;
            case Signal.Broken ignored -> false;
            case Signal.StopAsked ignored -> false;
            case Signal.Confirmed ignored -> false;
            case Signal.Consented ignored -> false;
            case Signal.Resumed ignored -> false;
            case Signal.Abandoned ignored -> false;
        };
    }

    private Uni<ExecutionState> change(
            Mutiny.Session session,
            ExecutionRow row,
            Signal signal,
            AtomicBoolean evidenceIsDue,
            AtomicReference<@Nullable AuditHead> audited) {
        DecisionTurn turn;
        Decision decision;
        Optional<DecisionTurn.Rows> rows;
        try {
            turn = new DecisionTurn(row, signal, clock.instant(), anchors.signatures());
            decision = figures.decide(row.id(), turn::decide);
            rows = turn.rows(decision);
        } catch (RuntimeException e) {
            return Uni.createFrom().failure(e);
        }
        ExecutionState next = decision.next();
        if (rows.isEmpty()) {
            return Uni.createFrom().item(next);
        }
        Change change = rows.get().change();
        row.change(rows.get().state(), next.status().name(), next.nextDue().orElse(null), next.finishedAt());
        evidenceIsDue.set(change.gathers());
        audited.set(turn.before().audit().equals(next.audit()) ? null : next.audit());
        return change.write(session)
                .invoke(() -> Failpoint.DECIDED.pass(next.id()))
                .replaceWith(next);
    }

    /** Ends the execution for what cannot be done, and goes on with what happened. */
    private Uni<Void> broken(String execution, Signal signal, UndecidableException e) {
        boolean oneOfMany =
                signal instanceof Signal.Arrived arrived && arrived.results().size() > 1;
        if (!e.readable() || signal instanceof Signal.Broken || (oneOfMany && e.step() == null)) {
            return Uni.createFrom().failure(e);
        }
        LOG.errorf(e, "Execution is broken off executionId=%s errorCode=%s", execution, e.code());
        String step = e.step() == null && signal instanceof Signal.Arrived arrived
                ? arrived.results().getFirst().batch().step()
                : e.step();
        String message = String.valueOf(e.getMessage());
        return turn(execution, new Signal.Broken(e.code(), step, message))
                .onFailure(UndecidableException.class)
                .recoverWithUni(again -> turn(execution, new Signal.Broken(e.code(), null, message)))
                .chain(() -> after(execution, signal, e));
    }

    private Uni<Void> after(String execution, Signal signal, UndecidableException e) {
        return switch (signal) {
            // The result is as good as any; what followed from it was not.
            case Signal.Arrived arrived -> e.step() == null ? Uni.createFrom().failure(e) : signal(execution, arrived);
            case Signal.Started ignored -> Uni.createFrom().failure(e);
            case Signal.Broken ignored -> Uni.createFrom().failure(e);
            case Signal.TimePassed ignored -> Uni.createFrom().voidItem();
            case Signal.StopAsked ignored -> refused(e);
            case Signal.Confirmed ignored -> refused(e);
            case Signal.Consented ignored -> refused(e);
            case Signal.Resumed ignored -> refused(e);
            case Signal.Abandoned ignored -> refused(e);
        };
    }

    private static Uni<Void> refused(UndecidableException e) {
        return Uni.createFrom()
                .failure(RefusedException.now(e.getMessage() + " The execution has ended for that, or is held."));
    }
}
