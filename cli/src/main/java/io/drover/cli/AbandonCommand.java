package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends an execution that is held. */
@Command(
        name = "abandon",
        description =
                "Ends a held execution with an error. It sends nothing to either system, and access stays" + " closed.")
final class AbandonCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why the execution ends.")
    private String reason;

    @Mixin
    private WhichExecution which = new WhichExecution();

    AbandonCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String why = AuditText.of("--reason", reason);
        try (DroverClient client = session.client()) {
            Execution execution = ResumeCommand.held(which.held(client));
            String by = client.me().name();
            client.abandon(execution.id(), why);
            session.print(
                    ApiJson.MAPPER
                            .createObjectNode()
                            .put("execution", execution.id())
                            .put("by", by)
                            .put("reason", why),
                    "Abandoned by " + by + ": execution " + execution.id() + " is ended.",
                    "Access to the target is as the failure left it, probably closed. Restore the backup, or open"
                            + " access by hand.");
        }
        return ExitCode.BALANCED;
    }
}
