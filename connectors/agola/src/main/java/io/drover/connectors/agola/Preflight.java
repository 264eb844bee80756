package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.AscendingIds;
import io.drover.connectors.agola.convert.ConversionBooks;
import io.drover.connectors.agola.convert.ConversionException;
import io.drover.connectors.agola.convert.Converter;
import io.drover.connectors.agola.convert.Ids;
import io.drover.connectors.agola.convert.Service;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Task;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Names what a migration would lose, and rehearses export and conversion into nothing (docs/contracts/agola.md 1.9). Its total {@code losses} is
 * the number of findings of severity ERROR: a person decides about them.
 */
final class Preflight {

    private static final String LOST_CONFIGURATION = "RUN_LOST";

    private final Services services;

    Preflight(Services services) {
        this.services = services;
    }

    void run(Task task) throws IOException {
        Told told = new Told(task);
        try (SeenIds seen = new SeenIds()) {
            // The runs are listed after their export: what it holds must be in the list then.
            UnarchivedRuns unarchived = new UnarchivedRuns(seen, told);
            ConversionBooks runs = rehearse(Service.RUNSERVICE, task, seen::runservice, unarchived::orToBeListed);
            unarchived.list(services.first(Service.RUNSERVICE), task);
            ConversionBooks configuration = rehearse(Service.CONFIGSTORE, task, seen::configstore, told);
            groups(seen, told);
            long lost = count(runs, LOST_CONFIGURATION);
            task.total("lost", lost);
            task.total(
                    "dangling",
                    count(configuration, "LINKED_ACCOUNT_DANGLING") + count(configuration, "MEMBER_DANGLING"));
            task.total("passwords", count(configuration, "PASSWORD_LOST"));
            unarchived.compare(lost);
        }
        task.total("losses", told.losses);
    }

    /** Tells findings, and counts those of severity ERROR. */
    private static final class Told implements Consumer<Finding> {

        private final Task task;
        private long losses;

        Told(Task task) {
            this.task = task;
        }

        @Override
        public void accept(Finding finding) {
            losses += finding.severity() == Severity.ERROR ? 1 : 0;
            task.finding(finding);
        }
    }

    private ConversionBooks rehearse(Service service, Task task, Ids ids, Consumer<Finding> findings)
            throws IOException {
        ServiceAddress api = services.first(service);
        ConversionBooks summary = api.export(body -> {
            try {
                return new Converter(
                                service, Convert.at(task), services.settings().nul(), findings)
                        .rehearse(body, ids);
            } catch (ConversionException e) {
                throw TakeExport.unusable(api, e);
            }
        });
        Convert.totals(task, summary);
        return summary;
    }

    /** Runs are counted for each project, and for each user's own runs; the other service has both. */
    private static void groups(SeenIds seen, Consumer<Finding> findings) throws IOException {
        AscendingIds.Reader projects = seen.projects().read();
        AscendingIds.Reader users = seen.users().read();
        AscendingIds.Reader counters = seen.counters().read();
        for (String id = counters.current(); id != null; id = counters.current()) {
            boolean project = projects.contains(id);
            boolean user = users.contains(id);
            if (!project && !user) {
                findings.accept(new Finding(
                        "REFERENCE_MISSING",
                        Severity.WARNING,
                        "runcounter",
                        id,
                        "group",
                        "neither a project nor a user " + id + " is in the export of the config store",
                        "Its runs are converted as they are. Nobody reaches them in v0.8, as in v0.7."));
            }
            counters.advance();
        }
    }

    private static long count(ConversionBooks summary, String code) {
        return summary.findings().getOrDefault(code, 0L);
    }
}
