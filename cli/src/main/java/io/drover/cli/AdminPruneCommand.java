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
            "Tells how much executions that ended left behind, and with --yes takes it away.",
            "Never touched: executions that have not ended, reports, evidence, records of operations, archives, the audit.",
            "Works while Drover is up. Kinds and how long each is kept: staging 30d (staged data), journal 90d (rows of the"
                    + " log and closed batches), ledger 30d (closed batches and claims of the workers), cancellations 30d."
        })
final class AdminPruneCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--yes", description = "Do it. Without it, it is only counted.")
    private boolean yes;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "What ended so long ago, for example 90d or 12h, instead of each kind's own.")
    private @Nullable String olderThan;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            description = "staging, journal, ledger or cancellations; may be given several times.")
    private List<String> only = List.of();

    @Option(
            names = "--receipts-of",
            paramLabel = "ROUTE",
            description =
                    "The receipts of this route, or of a migration's: the next run on it may then create records a"
                            + " second time.")
    private @Nullable String receiptsOf;

    @Option(
            names = "--confirm",
            paramLabel = "PHRASE",
            description = "The phrase that --receipts-of shows; receipts go with it only.")
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
