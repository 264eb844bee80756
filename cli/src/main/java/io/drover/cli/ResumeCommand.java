package io.drover.cli;

import io.drover.api.ConsentAsked;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.ResumeRequest;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.ConsentLines;
import io.drover.cli.view.Guidance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets an execution go on that failed past the point of no return. */
@Command(
        name = "resume",
        description = {
            "Continues a held execution: does the failed step again, with exactly the same file.",
            "Shows what failed and asks for a phrase. A person types it at a terminal, as for a consent."
        })
final class ResumeCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it can continue now.")
    private String reason;

    @Option(
            names = "--restored",
            paramLabel = "TEXT",
            description = "What you restored. Needed if the failed step requires a restore before it is done again.")
    private @Nullable String restored;

    @Mixin
    private WhichExecution which = new WhichExecution();

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String why = AuditText.of("--reason", reason);
        String back = restored == null ? null : AuditText.of("--restored", restored);
        try (DroverClient client = session.client()) {
            Execution execution = held(which.held(client));
            ConsentAsked asked = client.consentAsked(execution.id());
            String by = client.me().name();
            List<String> lines = new ArrayList<>(Guidance.failure(execution));
            lines.add("");
            lines.addAll(ConsentLines.of(execution, asked, by));
            String typed = Phrase.ask(session.person(), lines, asked.phrase());
            client.resume(execution.id(), new ResumeRequest(why, asked.challenge(), typed, back));
            session.print(
                    ApiJson.MAPPER
                            .createObjectNode()
                            .put("execution", execution.id())
                            .put("by", by)
                            .put("reason", why),
                    "Resumed by " + by + ": execution " + execution.id() + " goes on.",
                    "See it with: drover watch " + execution.id());
        }
        return ExitCode.BALANCED;
    }

    /** The execution, which is held. */
    static Execution held(Execution execution) {
        if (execution.state() != ExecutionStatus.HELD) {
            throw new BadInputException("Execution " + execution.id() + " is " + execution.state()
                    + "; only a HELD execution can be resumed or abandoned. See it with: drover status "
                    + execution.id());
        }
        return execution;
    }
}
