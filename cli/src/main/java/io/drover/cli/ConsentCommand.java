package io.drover.cli;

import io.drover.api.ConsentAsked;
import io.drover.api.Execution;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.ConsentLines;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a person consent to what cannot be undone. */
@Command(
        name = "consent",
        description = {
            "Shows what an execution will destroy, and asks for a phrase that consents to it.",
            "A person types the phrase at a terminal. No option, file, variable or pipe can give it."
        })
final class ConsentCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WhichExecution which = new WhichExecution();

    ConsentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            Execution execution = which.waiting(client);
            ConsentAsked asked = client.consentAsked(execution.id());
            if (asked.forResume()) {
                throw new BadInputException("Execution " + execution.id()
                        + " is held. It goes on with: drover resume --execution " + execution.id() + " --reason TEXT");
            }
            String by = client.me().name();
            String typed = Phrase.ask(session.person(), ConsentLines.of(execution, asked, by), asked.phrase());
            client.consent(execution.id(), asked.challenge(), typed);
            session.print(
                    ApiJson.MAPPER
                            .createObjectNode()
                            .put("execution", execution.id())
                            .put("by", by)
                            .put("planHash", asked.planHash())
                            .put("backup", asked.backup()),
                    "Consent given by " + by + " for execution " + execution.id() + ".",
                    "It continues. Watch it with: drover watch " + execution.id());
        }
        return ExitCode.BALANCED;
    }
}
