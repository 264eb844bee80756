package io.drover.connectors.agola;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.agola.convert.ConversionException;
import io.drover.connectors.agola.convert.Converter;
import io.drover.connectors.agola.convert.Service;
import io.drover.connectors.agola.convert.Summary;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.OutputStream;

/** Names what a migration would lose, and rehearses export and conversion into nothing (reference 1.9). */
final class Preflight {

    private static final String LOST_CONFIGURATION = "RUN_LOST";

    private final Services services;

    Preflight(Services services) {
        this.services = services;
    }

    void run(Task task) throws IOException {
        long unarchived = unarchivedRuns(task);
        task.total("unarchived", unarchived);
        Summary runs = rehearse(Service.RUNSERVICE, task);
        Summary configuration = rehearse(Service.CONFIGSTORE, task);
        long lost = count(runs, LOST_CONFIGURATION);
        task.total("lost", lost);
        task.total(
                "dangling", count(configuration, "LINKED_ACCOUNT_DANGLING") + count(configuration, "MEMBER_DANGLING"));
        task.total("passwords", count(configuration, "PASSWORD_LOST"));
        if (lost != unarchived) {
            task.finding(
                    new Finding(
                            "RUNS_DIFFER",
                            Severity.WARNING,
                            "run",
                            "",
                            null,
                            unarchived + " runs are listed as not archived, and " + lost
                                    + " are in the export without their run",
                            "Runs that end meanwhile do this. If it stays so while nothing runs, look at the run service's log."));
        }
    }

    private long unarchivedRuns(Task task) {
        long[] counts = new long[2];
        new OldLists(services.first(Service.RUNSERVICE)).runs(run -> {
            counts[0]++;
            if (!run.path("archived").asBoolean()) {
                counts[1]++;
                task.finding(unarchived(run));
            }
        });
        task.total("runs", counts[0]);
        return counts[1];
    }

    private static Finding unarchived(JsonNode run) {
        String phase = run.path("phase").asText();
        boolean waits = false;
        for (JsonNode task : run.path("tasks")) {
            waits |= task.path("waiting_approval").asBoolean();
        }
        String advice =
                switch (phase) {
                    case "queued" -> "It has not begun: let it end, or cancel it and accept that it is lost.";
                    case "running" ->
                        waits
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
                "run",
                run.path("id").asText(),
                "archived",
                "phase=" + phase + (waits ? " waiting for approval" : "") + " name="
                        + run.path("name").asText(),
                advice);
    }

    private Summary rehearse(Service service, Task task) throws IOException {
        Api api = services.first(service);
        Summary summary = api.export(body -> {
            try {
                Converter converter = new Converter(service, Convert.at(task), finding -> {
                    // The list has told these runs already, with their phase.
                    if (!finding.code().equals(LOST_CONFIGURATION)) {
                        task.finding(finding);
                    }
                });
                return converter.toStream(body, OutputStream.nullOutputStream());
            } catch (ConversionException e) {
                throw TakeExport.unusable(api, e);
            }
        });
        Convert.totals(task, summary);
        return summary;
    }

    private static long count(Summary summary, String code) {
        return summary.findings().getOrDefault(code, 0L);
    }
}
