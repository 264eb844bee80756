package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.view.EvidenceLines;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what the workers wrote down about each operation. */
@Command(
        name = "evidence",
        description = {
            "Shows what was sent to the systems and what they answered, as the workers recorded it.",
            "Secrets are masked, nothing else is left out. With -o json: one object per line."
        })
final class EvidenceCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The execution. Default: the newest.")
    private @Nullable String id;

    @Mixin
    private WhichExecution which = new WhichExecution();

    EvidenceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            String execution = which.find(client, id).id();
            EvidenceLines lines = new EvidenceLines();
            AtomicBoolean any = new AtomicBoolean();
            client.records(execution, line -> {
                any.set(true);
                if (session.isJson()) {
                    session.print(line);
                } else {
                    session.print(lines.of(DroverClient.evidenceRecord(line)));
                }
            });
            if (!any.get()) {
                session.say("No operation of execution " + execution
                        + " recorded anything: requests for single records are not kept.");
                session.say("Its journal, findings and receipts are in the evidence bundle:  drover report " + execution
                        + " --bundle FILE");
            }
        }
        return ExitCode.BALANCED;
    }
}
