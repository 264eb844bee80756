package io.drover.coordinator.orchestration;

import io.drover.api.AuditLine;
import io.drover.api.Migration;
import io.drover.contracts.AuditSignatures;
import io.drover.contracts.Cancel;
import io.drover.contracts.MessageTooLongException;
import io.drover.contracts.Messages;
import io.drover.contracts.Topics;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.evidence.EvidenceParts;
import io.drover.coordinator.journal.EntryTooLongException;
import io.drover.coordinator.journal.Followed;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.persistence.Change;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.persistence.ExecutionRow;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One decision, worked out whole before anything is written: the next state and all rows that follow from it. Whatever is wrong
 * with an execution shows here, and is that execution's alone.
 */
final class DecisionTurn {

    /**
     * What a decision leaves.
     *
     * @param state the next one, as JSON
     */
    record Rows(Change change, String state) {}

    private final ExecutionRow row;
    private final Signal signal;
    private final Instant now;
    private final AuditSignatures signatures;
    private final Plan plan;
    private final Migration migration;
    private final StateDocument document;
    private final ExecutionState before;

    /** @throws UndecidableException when what is kept of the execution cannot be read */
    DecisionTurn(ExecutionRow row, Signal signal, Instant now, AuditSignatures signatures) {
        this.row = row;
        this.signal = signal;
        this.now = now;
        this.signatures = signatures;
        try {
            plan = DocumentJson.read(row.plan(), Plan.class);
            migration = DocumentJson.read(row.definition(), Migration.class);
            document = StateDocument.read(row.state());
            before = document.state(plan);
        } catch (RuntimeException e) {
            throw UndecidableException.unreadable(row.id(), e);
        }
    }

    /** As it was when it was asked. */
    ExecutionState before() {
        return before;
    }

    /** @throws UndecidableException when no decision follows; {@link RefusedException} when a person may not do it now */
    Decision decide() {
        try {
            return new Decider(plan).decide(before, signal, now);
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw UndecidableException.of(row.id(), e);
        }
    }

    /**
     * The rows of a decision; empty when it changes nothing.
     *
     * @throws UndecidableException when a command cannot be written, or what was decided is not to be kept as rows
     * @throws EntryTooLongException when what happened is too long to be kept
     */
    Optional<Rows> rows(Decision decision) {
        if (decision.effects().isEmpty() && decision.next().equals(before)) {
            return Optional.empty();
        }
        try {
            return Optional.of(changed(decision));
        } catch (UndecidableException | EntryTooLongException e) {
            throw e;
        } catch (RuntimeException e) {
            throw UndecidableException.of(row.id(), e);
        }
    }

    private Rows changed(Decision decision) {
        ExecutionState next = decision.next();
        StateDocument after = StateDocument.of(next);
        long revision = row.revision() + 1;
        Commands commands = new Commands(plan, migration, next);
        Change change = new Change(next.id(), revision, now);
        Followed followed = Followed.of(document, after, signal, decision);
        String entry = JournalEntry.of(next.id(), revision, now, signal, began(), decision, followed)
                .encode();
        change.note(entry);
        // Ahead of the commands that it decides: what workers were told can be rebuilt.
        change.send(Topics.JOURNAL, next.id(), entry);
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue issue -> issue(change, next, issue, command(commands, issue));
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
                case Effect.Audited audited -> {
                    AuditLine line = audited.line();
                    change.audit(line.seq(), line.json(), signatures.sign(next.id(), line.seq(), line.hash()));
                }
            }
        }
        return new Rows(change, after.text());
    }

    /** The command for the evidence waits until what it reads is gathered. */
    private void issue(Change change, ExecutionState next, Effect.Issue issue, String command) {
        if (EvidenceParts.isFor(plan.step(issue.id().step()).operation())) {
            String view = DocumentJson.write(ExecutionView.of(plan, next, next.verdict(plan), now));
            change.gather(issue.id().toString(), issue.batch().attempt(), command, view);
        } else {
            change.send(Topics.commands(issue.id().phase()), issue.id().toString(), command);
        }
    }

    private String command(Commands commands, Effect.Issue issue) {
        String step = issue.id().step();
        try {
            return Messages.encode(commands.of(issue, now));
        } catch (MessageTooLongException e) {
            throw UndecidableException.command(
                    "COMMAND_TOO_LARGE",
                    step,
                    "The command for step " + step + " would have " + e.bytes()
                            + " bytes, and no message has more than "
                            + Messages.MAX_BYTES
                            + ". Its settings, its mapping or the list of what it reads is too long:"
                            + " make them shorter, or move less at once.",
                    e);
        } catch (RuntimeException e) {
            throw UndecidableException.command(
                    "COMMAND_INCOMPLETE",
                    step,
                    "The command for step " + step + " cannot be written: " + e.getMessage()
                            + ". A step before it left less than its recipe needs; look at what that step said.",
                    e);
        }
    }

    private JournalEntry.@Nullable Began began() {
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
