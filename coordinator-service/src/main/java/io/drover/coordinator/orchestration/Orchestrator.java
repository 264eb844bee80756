package io.drover.coordinator.orchestration;

import io.drover.contracts.Cancel;
import io.drover.contracts.Messages;
import io.drover.contracts.Topics;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.journal.Followed;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.operations.DecisionFigures;
import io.drover.coordinator.outbox.OutboxRelay;
import io.drover.coordinator.persistence.Change;
import io.drover.coordinator.persistence.ExecutionRow;
import io.drover.coordinator.persistence.Json;
import io.drover.coordinator.planning.Migration;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link Decider} under the lock of the execution's row: the new state, the commands and events that follow from it
 * and the record of it are one transaction.
 */
@ApplicationScoped
public class Orchestrator {

    private final Mutiny.SessionFactory database;
    private final OutboxRelay relay;
    private final EvidenceStaging evidence;
    private final DecisionFigures figures;
    private final Clock clock = Clock.systemUTC();

    Orchestrator(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            OutboxRelay relay,
            EvidenceStaging evidence,
            DecisionFigures figures) {
        this.database = database;
        this.relay = relay;
        this.evidence = evidence;
        this.figures = figures;
    }

    /** Begins an execution in the caller's transaction; call {@link #committed} after it. */
    public Uni<ExecutionState> start(Mutiny.Session session, ExecutionRow row) {
        return session.persist(row)
                .chain(() -> session.flush())
                .chain(() -> change(session, row, new Signal.Started()));
    }

    /** The caller's transaction committed. */
    public void committed() {
        relay.wake();
    }

    /**
     * Tells an execution what happened.
     *
     * @return fails with {@link RefusedException} when a person asks for what cannot be done
     */
    public Uni<Void> signal(String execution, Signal signal) {
        Uni<Void> work = database.withTransaction(
                (session, transaction) -> session.find(ExecutionRow.class, execution, LockModeType.PESSIMISTIC_WRITE)
                        .chain(row -> row == null
                                ? Uni.createFrom().voidItem()
                                : change(session, row, signal).replaceWithVoid()));
        return figures.transaction(signal, work)
                .invoke(() -> Failpoint.COMMITTED.pass(execution))
                .invoke(relay::wake);
    }

    private Uni<ExecutionState> change(Mutiny.Session session, ExecutionRow row, Signal signal) {
        Instant now = clock.instant();
        Plan plan;
        Migration migration;
        ExecutionState state;
        Decision decision;
        try {
            plan = Json.read(row.plan(), Plan.class);
            migration = Json.read(row.definition(), Migration.class);
            state = Json.read(row.state(), ExecutionState.class);
            decision = figures.decide(row.id(), () -> new Decider(plan).decide(state, signal, now));
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UndecidableException(row.id(), e);
        }
        if (decision.effects().isEmpty() && decision.next().equals(state)) {
            return Uni.createFrom().item(state);
        }
        ExecutionState next = decision.next();
        StateDocument document = StateDocument.of(next);
        Change change = rows(plan, migration, row, signal, decision, document, now);
        row.change(document.text(), next.status().name(), next.nextDue().orElse(null), next.finishedAt());
        boolean evidenceIsDue = decision.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Issue issue
                        && "evidence".equals(plan.step(issue.id().step()).operation()));
        return change.write(session)
                .chain(() -> evidenceIsDue
                        ? evidence.stage(session, plan, migration, next, now)
                        : Uni.createFrom().voidItem())
                .invoke(() -> Failpoint.DECIDED.pass(next.id()))
                .replaceWith(next);
    }

    private static Change rows(
            Plan plan,
            Migration migration,
            ExecutionRow row,
            Signal signal,
            Decision decision,
            StateDocument document,
            Instant now) {
        ExecutionState next = decision.next();
        long revision = row.revision() + 1;
        Commands commands = new Commands(plan, migration, next);
        Change change = new Change(next.id(), revision, now);
        Followed followed = Followed.of(StateDocument.read(row.state()), document, signal, decision);
        String entry = JournalEntry.of(next.id(), revision, now, signal, began(row, signal), decision, followed)
                .encode();
        change.note(entry);
        // Ahead of the commands that it decides: what workers were told can be rebuilt.
        change.send(Topics.JOURNAL, next.id(), entry);
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue issue ->
                    change.send(
                            Topics.commands(issue.id().phase()),
                            issue.id().toString(),
                            Messages.encode(commands.of(issue, now)));
                case Effect.Cancel cancel ->
                    change.send(
                            Topics.CANCELLATIONS,
                            next.id(),
                            Messages.encode(new Cancel(Cancel.VERSION, next.id(), now, cancel.steps())));
                case Effect.Close close ->
                    change.close(close.result().batch().toString(), Messages.encode(close.result()));
                case Effect.Note note -> {} // in the journal's entry
                case Effect.Tell tell ->
                    change.send(Topics.EVENTS, next.id(), Messages.encode(Events.of(plan, next, revision, tell, now)));
                case Effect.Audited audited ->
                    change.audit(audited.line().seq(), audited.line().json());
            }
        }
        return change;
    }

    private static JournalEntry.@Nullable Began began(ExecutionRow row, Signal signal) {
        return signal instanceof Signal.Started
                ? new JournalEntry.Began(
                        row.migration(),
                        row.idempotencyKey(),
                        row.route(),
                        row.startedAt(),
                        row.plan(),
                        row.definition())
                : null;
    }
}
