package io.drover.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes away what executions that ended left behind. */
@Command(
        name = "prune",
        description = {
            "Shows how much data ended executions left behind. With --yes, deletes it.",
            "It never deletes executions that have not ended, reports, evidence, records of operations, archives or"
                    + " the audit.",
            "Works while Drover is up. Kinds and how long each is kept: staging 30d (staged data), journal 90d (rows of the"
                    + " log and closed batches), ledger 30d (closed batches and claims of the workers), cancellations 30d."
        })
final class AdminPruneCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--yes", description = "Deletes. Without this option, prune only counts.")
    private boolean yes;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Executions that ended so long ago or earlier, for example 90d or 12h. Default: each kind"
                    + " has its own.")
    private @Nullable String olderThan;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            description = "staging, journal, ledger or cancellations; may be given several times.")
    private List<String> only = List.of();

    @Option(
            names = "--receipts-of",
            paramLabel = "ROUTE",
            description = "Deletes the receipts of this route, or of a migration's route. The next run may then create"
                    + " records a second time.")
    private @Nullable String receiptsOf;

    @Option(
            names = "--confirm",
            paramLabel = "PHRASE",
            description = "The phrase that --receipts-of shows. Without it, no receipt is deleted.")
    private @Nullable String confirm;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    AdminPruneCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> options = new ArrayList<>();
        if (yes) {
            options.add("--yes");
        }
        if (json) {
            options.add("--json");
        }
        only.forEach(kind -> options.addAll(List.of("--only", kind)));
        with(options, "--older-than", olderThan);
        with(options, "--receipts-of", receiptsOf);
        with(options, "--confirm", confirm);
        return session.installation().prune(options, session.notes());
    }

    private static void with(List<String> options, String name, @Nullable String value) {
        if (value != null) {
            options.addAll(List.of(name, value));
        }
    }
}
