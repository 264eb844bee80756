package io.drover.cli;

import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes one secret. */
@Command(name = "remove", description = "Removes a secret from the server. Refused while an execution uses it.")
final class SecretsRemoveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name, as list tells.")
    private String name;

    @Option(
            names = "--force",
            description = "Also while an execution uses it, which then fails where it needs it next.")
    private boolean force;

    SecretsRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            client.removeSecret(name, force);
            session.print(ApiJson.MAPPER.createObjectNode().put("removed", name), "Secret " + name + " is removed.");
        }
        return ExitCode.BALANCED;
    }
}
