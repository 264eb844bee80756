package io.drover.coordinator.orchestration;

import io.drover.api.Migration;
import io.drover.contracts.Topics;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.InstallationAudit;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.journal.Defined;
import io.drover.coordinator.journal.Followed;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.journal.Journaled;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.outbox.OutboxRelay;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.persistence.MigrationRow;
import io.drover.coordinator.persistence.OutboxRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps definitions of migrations: the row and its entry in the journal are one transaction. */
@ApplicationScoped
public class Definitions {

    private final Mutiny.SessionFactory database;
    private final OutboxRelay relay;
    private final InstallationAudit audit;
    private final Clock clock = Clock.systemUTC();

    Definitions(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            OutboxRelay relay,
            InstallationAudit audit) {
        this.database = database;
        this.relay = relay;
        this.audit = audit;
    }

    /**
     * Keeps a definition under its name.
     *
     * @param by who defines it
     * @param allowed fails when the row's definition must not be replaced now
     * @return whether it is a new one; fails with {@link io.drover.coordinator.journal.EntryTooLongException} when it or the
     *     beginning of an execution does not fit into the journal
     */
    public Uni<Boolean> define(
            Migration migration, Plan plan, Caller by, BiFunction<Mutiny.Session, MigrationRow, Uni<Void>> allowed) {
        Instant now = clock.instant();
        String definition = DocumentJson.write(migration);
        proveThatItCanBegin(migration, plan, definition, now);
        return database.withTransaction((session, transaction) -> session.find(
                                MigrationRow.class, migration.name(), LockModeType.PESSIMISTIC_WRITE)
                        .chain(row -> row == null
                                ? create(session, new MigrationRow(migration.name(), definition, now), by, now)
                                : allowed.apply(session, row).chain(() -> again(session, row, definition, by, now))))
                .invoke(relay::wake);
    }

    private Uni<Boolean> create(Mutiny.Session session, MigrationRow row, Caller by, Instant now) {
        return session.persist(row)
                .chain(() -> note(session, row, by, now))
                .chain(() -> audit.add(session, by, "migration.defined", row.name()))
                .replaceWith(true);
    }

    /**
     * Takes a definition away. What was executed of it stays.
     *
     * @param by who does
     * @param allowed fails when it must stay
     * @return whether it was there
     */
    public Uni<Boolean> remove(String name, Caller by, BiFunction<Mutiny.Session, MigrationRow, Uni<Void>> allowed) {
        Instant now = clock.instant();
        return database.withTransaction(
                        (session, transaction) -> session.find(MigrationRow.class, name, LockModeType.PESSIMISTIC_WRITE)
                                .chain(row -> row == null || row.isRemoved()
                                        ? Uni.createFrom().item(false)
                                        : allowed.apply(session, row).chain(() -> remove(session, row, by, now))))
                .invoke(relay::wake);
    }

    private Uni<Boolean> remove(Mutiny.Session session, MigrationRow row, Caller by, Instant now) {
        row.remove(now);
        Defined removed = Defined.removed(row.name(), row.revision(), now, row.definition(), by.name());
        return session.persist(new OutboxRow(Topics.JOURNAL, row.name(), Journaled.encode(removed)))
                .chain(() -> audit.add(session, by, "migration.removed", row.name()))
                .replaceWith(true);
    }

    /** The same once more, as a client sends it before each run, is nothing to audit. */
    private Uni<Boolean> again(Mutiny.Session session, MigrationRow row, String definition, Caller by, Instant now) {
        boolean isNew = row.isRemoved();
        boolean changes = isNew || !row.definition().equals(definition);
        row.redefine(definition, now);
        return note(session, row, by, now)
                .chain(() -> changes
                        ? audit.add(session, by, "migration.changed", row.name())
                        : Uni.createFrom().voidItem())
                .replaceWith(isNew);
    }

    private static Uni<Void> note(Mutiny.Session session, MigrationRow row, Caller by, Instant now) {
        Defined defined = new Defined(row.name(), row.revision(), now, row.definition(), by.name());
        return session.persist(new OutboxRow(Topics.JOURNAL, row.name(), Journaled.encode(defined)));
    }

    private static void proveThatItCanBegin(Migration migration, Plan plan, String definition, Instant now) {
        String longest = "x".repeat(100);
        JournalEntry.Began began = new JournalEntry.Began(
                migration.name(), longest, plan.route(), now, DocumentJson.write(plan), definition);
        ExecutionState nothing = ExecutionState.of(longest, plan, now);
        Signal started = new Signal.Started(longest);
        Decision decision = new Decider(plan).decide(nothing, started, now);
        Followed followed = Followed.of(
                StateDocument.withoutChanges(nothing), StateDocument.of(decision.next()), started, decision);
        JournalEntry.of(longest, 1, now, started, began, decision, followed).encode();
    }
}
