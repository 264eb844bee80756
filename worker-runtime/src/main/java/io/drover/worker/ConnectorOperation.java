package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Permit;
import io.drover.contracts.Side;
import io.drover.spi.Answer;
import io.drover.spi.ConnectorException;
import io.drover.spi.OperationTraits;
import io.drover.spi.Operations;
import io.drover.staging.Manifest;
import io.drover.staging.StagingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a named operation of a connector: behind the guard when it destroys, and with a record that is begun before anything
 * is done and ended whatever happens.
 */
@ApplicationScoped
class ConnectorOperation {

    private final StagingStore store;
    private final Connectors connectors;
    private final Wanted wanted;
    private final WorkerName worker;

    ConnectorOperation(StagingStore store, Connectors connectors, Wanted wanted, WorkerName worker) {
        this.store = store;
        this.connectors = connectors;
        this.wanted = wanted;
        this.worker = worker;
    }

    /**
     * Does the command of {@code run} whole, or as far as its connector comes now.
     */
    Outcome run(BatchRun run, Side side, Claims.Claim claim, Shutdown.Running running)
            throws IOException, InterruptedException {
        Command command = run.command();
        EvidenceLog evidence = new EvidenceLog(store, command, worker.value(), run.masks());
        Map<String, Manifest.Part> files = run.inputs().files();
        OperationTraits traits = connectors.traits(connection(command, side), command.operation());
        try {
            // Ahead of any write: what was sent must not hide behind a disk that is full, which would be waited for.
            new DeedMarks(command, store).refuseSecond(traits);
        } catch (ConnectorException second) {
            run.deedBegun(true);
            record(evidence, "attempt.begun", begun(command, side, files), second);
            record(
                    evidence,
                    "attempt.failed",
                    failed(second.code(), second.type().name(), second),
                    second);
            throw second;
        }
        store.requireRoom();
        evidence.add("attempt.begun", begun(command, side, files));
        try {
            return switch (perform(run, side, traits, files, claim, running, evidence)) {
                case Answer.Done done -> committed(run, evidence);
                case Answer.Skipped skipped -> {
                    run.skip(skipped.reason());
                    yield committed(run, evidence);
                }
                case Answer.NotYet notYet -> noted(run, claim, notYet, evidence);
            };
        } catch (ConnectorException e) {
            record(evidence, "attempt.failed", failed(e.code(), e.type().name(), e), e);
            throw e;
        } catch (Throwable e) {
            record(evidence, "attempt.failed", failed(e.getClass().getName(), "INTERNAL", e), e);
            throw e;
        }
    }

    private Outcome committed(BatchRun run, EvidenceLog evidence) throws IOException {
        evidence.add("attempt.ended", ended(run));
        return BatchRunner.done(run.commit(Counts.NONE, worker.value()));
    }

    /** The note comes last: with it the answer is given, whatever becomes of this process. */
    private Outcome noted(BatchRun run, Claims.Claim claim, Answer.NotYet notYet, EvidenceLog evidence)
            throws IOException {
        Command command = run.command();
        NotYetNotes notes = new NotYetNotes(command, store);
        boolean before = command.asked() > 0
                && notes.latest().map(note -> note.answer().deedBegun()).orElse(false);
        Outcome.NotYet answer = new Outcome.NotYet(
                notYet.again().toMillis(),
                run.masks().of(notYet.progress()),
                before || Boolean.TRUE.equals(run.deedBegun()));
        evidence.add(
                "attempt.ended",
                Map.of("not.yet", answer.progress(), "again.seconds", String.valueOf(answer.againMs() / 1000)));
        claim.checkOwnership();
        return notes.leave(new NotYetNotes.Note(Instant.now(), worker.value(), command.attempt(), answer, run.facts()))
                .answer();
    }

    private Answer perform(
            BatchRun run,
            Side side,
            OperationTraits traits,
            Map<String, Manifest.Part> files,
            Claims.Claim claim,
            Shutdown.Running running,
            EvidenceLog evidence)
            throws IOException, InterruptedException {
        Command command = run.command();
        ConnectionRef connection = connection(command, side);
        if (traits.destructive() || traits.retry() != OperationTraits.Retry.SAFE) {
            running.protect();
        }
        Guard guard = Guard.pass(command, traits, claim, files, store, wanted, worker.value());
        try (Operations operations = connectors.openOperations(connection, run.meter(), run.masks())) {
            return operations.run(
                    command.operation(), new ConnectorTask(run, files, evidence, guard, remembered(command)));
        } finally {
            // What only asks and tells over HTTP need not say when it begins: a request counts, unless it is asked
            // again.
            boolean sent =
                    !traits.destructive() && command.asked() == 0 && run.usage().requests() > 0;
            run.deedBegun(guard.begun() || sent);
        }
    }

    private Map<String, String> remembered(Command command) throws IOException {
        return command.asked() == 0
                ? Map.of()
                : new NotYetNotes(command, store)
                        .latest()
                        .map(NotYetNotes.Note::facts)
                        .orElse(Map.of());
    }

    private static ConnectionRef connection(Command command, Side side) {
        ConnectionRef connection =
                switch (side) {
                    case SOURCE -> command.source();
                    case TARGET -> command.target();
                };
        if (connection == null) {
            throw new IllegalArgumentException("command for " + command.batch() + " names no " + side);
        }
        return connection;
    }

    private Map<String, String> begun(Command command, Side side, Map<String, Manifest.Part> files) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("drover", worker.version());
        detail.put("java", System.getProperty("java.vendor.version", "") + " " + Runtime.version());
        detail.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        detail.put("operation", command.operation());
        detail.put("on", side.name());
        detail.put("batch", command.batch().toString());
        detail.put("attempt", String.valueOf(command.attempt()));
        detail.put("asked", String.valueOf(command.asked()));
        detail.put("options", command.options().toString());
        ConnectionRef connection = side == Side.SOURCE ? command.source() : command.target();
        if (connection != null) {
            detail.put("connector", connection.connector());
            detail.put("settings", connection.settings().toString());
        }
        files.forEach(
                (input, file) -> detail.put("input." + input, "sha256=" + file.sha256() + " bytes=" + file.bytes()));
        Permit permit = command.permit();
        if (permit != null) {
            detail.put("consent.by", permit.by());
            detail.put("consent.challenge", permit.challenge());
            detail.put("consent.expires", permit.expiresAt().toString());
            permit.files().forEach((input, sha256) -> detail.put("consent.file." + input, "sha256=" + sha256));
        }
        return detail;
    }

    private static Map<String, String> ended(BatchRun run) {
        Map<String, String> detail = new TreeMap<>();
        run.files()
                .forEach(file ->
                        detail.put("file." + file.name(), "sha256=" + file.sha256() + " bytes=" + file.bytes()));
        run.totals().forEach((word, count) -> detail.put("total." + word, count.toString()));
        run.facts().forEach((word, value) -> detail.put("fact." + word, value));
        detail.put("requests", String.valueOf(run.usage().requests()));
        return detail;
    }

    private static Map<String, String> failed(String code, String type, Throwable failure) {
        StringBuilder trace = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            trace.append(each).append('\n');
            for (StackTraceElement frame : each.getStackTrace()) {
                trace.append("\tat ").append(frame).append('\n');
            }
        }
        return Map.of(
                "code", code, "type", type, "message", String.valueOf(failure.getMessage()), "trace", trace.toString());
    }

    /** A record that cannot be written must not hide why the attempt failed. */
    private static void record(EvidenceLog evidence, String what, Map<String, String> detail, Throwable failure) {
        try {
            evidence.add(what, detail);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
