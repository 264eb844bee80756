package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.AscendingIds;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names the runs that no export holds. The list says their phase; what the export says of a run that is not listed is told as the
 * export says it, so that nothing is lost in silence when the list ends early.
 */
final class UnarchivedRuns {

    private static final String RUN = "run";
    private static final String LOST_CONFIGURATION = "RUN_LOST";

    private final SeenIds seen;
    private final Consumer<Finding> findings;
    private @Nullable Finding anyLost;
    private long unarchived;

    UnarchivedRuns(SeenIds seen, Consumer<Finding> findings) {
        this.seen = seen;
        this.findings = findings;
    }

    /** Tells a finding of the rehearsal; one about a configuration without its run waits for the list. */
    void orToBeListed(Finding finding) {
        if (!finding.code().equals(LOST_CONFIGURATION)) {
            findings.accept(finding);
            return;
        }
        try {
            seen.lost().add(finding.subject());
            anyLost = finding;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists the runs. */
    void list(ServiceAddress api, Task task) throws IOException {
        RunsCompared exported = new RunsCompared(seen.runs().read());
        AscendingIds.Reader lost = seen.lost().read();
        long[] runs = new long[1];
        new OldLists(api)
                .runs(
                        run -> {
                            runs[0]++;
                            exported.next(run.id());
                            told(lost, run.id());
                            if (run.wrong() != null) {
                                findings.accept(unreadable(run, run.wrong()));
                            }
                            if (!run.archived()) {
                                unarchived++;
                                findings.accept(unarchived(run));
                            }
                        },
                        twice -> findings.accept(twice(twice)));
        exported.end();
        told(lost, null);
        task.total("runs", runs[0]);
        task.total("unarchived", unarchived);
        if (exported.unlisted() > 0) {
            findings.accept(new Finding(
                    "LISTING_INCOMPLETE",
                    Severity.ERROR,
                    RUN,
                    exported.firstUnlisted(),
                    null,
                    exported.unlisted() + " runs of the export are not in the list, this is the first",
                    "The list of runs ends early or has a gap, so runs may be lost that are not named. Look at the run"
                            + " service's log, and begin again; the export is refused while it is so."));
        }
    }

    /** Tells lost configurations before this run, which are not listed; all that are left for null. */
    private void told(AscendingIds.Reader lost, @Nullable String listed) throws IOException {
        Finding any = anyLost;
        for (String id = lost.current(); id != null && any != null; id = lost.current()) {
            int order = listed == null ? -1 : id.compareTo(listed);
            if (order > 0) {
                return;
            }
            if (order < 0) {
                findings.accept(new Finding(
                        any.code(),
                        any.severity(),
                        any.entityType(),
                        id,
                        any.field(),
                        "not listed either",
                        any.advice()));
            }
            lost.advance();
        }
    }

    /** @param lost how many configurations of the export are without their run */
    void compare(long lost) {
        if (lost != unarchived) {
            findings.accept(
                    new Finding(
                            "RUNS_DIFFER",
                            Severity.WARNING,
                            RUN,
                            "",
                            null,
                            unarchived + " runs are listed as not archived, and " + lost
                                    + " are in the export without their run",
                            "Runs that end meanwhile do this. If it stays so while nothing runs, look at the run service's log."));
        }
    }

    private static Finding unreadable(ListedRun run, String wrong) {
        return new Finding(
                "RECORD_UNREADABLE",
                Severity.ERROR,
                RUN,
                run.id(),
                null,
                "GET /runs, status 200: " + wrong,
                "The list has this run as no Agola writes it. Look at it, and at the run service's log; the export is"
                        + " refused while it is so.");
    }

    private static Finding twice(ListedRun run) {
        return new Finding(
                "LISTED_TWICE",
                Severity.WARNING,
                RUN,
                run.id(),
                null,
                "GET /runs gives it again",
                "It counts once. Nothing to do.");
    }

    private static Finding unarchived(ListedRun run) {
        String advice =
                switch (run.phase()) {
                    case "queued" -> "It has not begun: let it end, or cancel it and accept that it is lost.";
                    case "running" ->
                        run.waits()
                                ? "A task of it waits for approval: approve it, or stop the run and accept that it is lost."
                                : "Let it end, with its executor left running until its logs are fetched, or stop it and"
                                        + " accept that it is lost.";
                    case "cancelled" ->
                        "v0.7 never archives a cancelled run whose tasks did not begin: accept that it is lost.";
                    case "finished", "setuperror" ->
                        "It has ended, but its logs are not fetched yet: leave its executor running until they are.";
                    default -> "v0.7 knows no such phase: look at this run before going on.";
                };
        return new Finding(
                "RUN_NOT_ARCHIVED",
                Severity.ERROR,
                RUN,
                run.id(),
                "archived",
                "phase=" + run.phase() + (run.waits() ? " waiting for approval" : "") + " name=" + run.name(),
                advice);
    }
}
