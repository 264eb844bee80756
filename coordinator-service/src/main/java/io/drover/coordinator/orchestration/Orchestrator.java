package io.drover.coordinator.orchestration;

import io.drover.contracts.Messages;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
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
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs {@link Decider} under the lock of the execution's row: the new state, the commands and events that follow from it
 * and the record of it are one transaction.
 */
@ApplicationScoped
public class Orchestrator {

    private final Mutiny.SessionFactory database;
    private final OutboxRelay relay;
    private final EvidenceStaging evidence;
    private final Clock clock = Clock.systemUTC();

    Orchestrator(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            OutboxRelay relay,
            EvidenceStaging evidence) {
        this.database = database;
        this.relay = relay;
        this.evidence = evidence;
    }

    /** Begins an execution in the caller's transaction; call {@link #committed} after it. */
    public Uni<ExecutionState> start(Mutiny.Session session, ExecutionRow row) {
        return session.persist(row)
                .chain(() -> session.flush())
                .chain(() -> change(session, row, (decider, state, now) -> decider.start(state, now)));
    }

    /** The caller's transaction committed. */
    public void committed() {
        relay.wake();
    }

    /** Takes results of one execution, in order. */
    public Uni<Void> accept(String execution, List<Result> results) {
        return locked(execution, (decider, state, now) -> {
            List<Effect> effects = new ArrayList<>();
            ExecutionState next = state;
            for (Result result : results) {
                Decision decision = decider.decide(next, result, now);
                next = decision.next();
                effects.addAll(decision.effects());
            }
            return new Decision(next, effects);
        });
    }

    /** Looks at deadlines and waits that have ended. */
    public Uni<Void> tick(String execution) {
        return locked(execution, Decider::tick);
    }

    /** Stops an execution at a person's word. */
    public Uni<Void> stop(String execution) {
        return locked(execution, Decider::stop);
    }

    private Uni<Void> locked(String execution, Deciding deciding) {
        return database.withTransaction((session, transaction) -> session.find(
                                ExecutionRow.class, execution, LockModeType.PESSIMISTIC_WRITE)
                        .chain(row -> row == null
                                ? Uni.createFrom().voidItem()
                                : change(session, row, deciding).replaceWithVoid()))
                .invoke(relay::wake);
    }

    private Uni<ExecutionState> change(Mutiny.Session session, ExecutionRow row, Deciding deciding) {
        Instant now = clock.instant();
        Plan plan = Json.read(row.plan(), Plan.class);
        Migration migration = Json.read(row.definition(), Migration.class);
        ExecutionState state = Json.read(row.state(), ExecutionState.class);
        Decision decision = deciding.decide(new Decider(plan), state, now);
        if (decision.effects().isEmpty() && decision.next().equals(state)) {
            return Uni.createFrom().item(state);
        }
        ExecutionState next = decision.next();
        row.change(Json.write(next), next.status().name(), next.nextDue().orElse(null), next.finishedAt());
        Change change = rows(plan, migration, row.revision(), decision, now);
        boolean evidenceIsDue = decision.effects().stream()
                .anyMatch(effect ->
                        effect instanceof Effect.Issue issue && issue.id().phase() == Phase.ARCHIVE);
        return change.write(session)
                .chain(() -> evidenceIsDue
                        ? evidence.stage(session, plan, migration, next, now)
                        : Uni.createFrom().voidItem())
                .replaceWith(next);
    }

    private static Change rows(Plan plan, Migration migration, long revision, Decision decision, Instant now) {
        ExecutionState next = decision.next();
        Commands commands = new Commands(plan, migration, next);
        Change change = new Change(next.id(), revision, now);
        List<JournalLine> lines = new ArrayList<>();
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue issue ->
                    change.send(
                            Topics.commands(issue.id().phase()),
                            issue.id().toString(),
                            Messages.encode(commands.of(issue, now)));
                case Effect.Close close ->
                    change.close(close.result().batch().toString(), Messages.encode(close.result()));
                case Effect.Note note -> lines.add(JournalLine.of(revision, now, note));
                case Effect.Tell tell ->
                    change.send(Topics.EVENTS, next.id(), Messages.encode(Events.of(plan, next, revision, tell, now)));
            }
        }
        if (!lines.isEmpty()) {
            String entry = Json.write(lines);
            change.note(entry);
            change.send(Topics.JOURNAL, next.id(), entry);
        }
        return change;
    }

    private interface Deciding {
        Decision decide(Decider decider, ExecutionState state, Instant now);
    }
}
