package io.drover.cli;

import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the names of the server's secrets. */
@Command(name = "list", description = "Lists the names of the secrets that the server holds.")
final class SecretsListCommand implements Callable<Integer> {

    private final Session session;

    SecretsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            List<String> names = client.secretNames();
            if (session.isJson()) {
                session.print(ApiJson.write(names));
            } else {
                session.print(names.isEmpty() ? List.of("The server holds no secret.") : names);
            }
        }
        return ExitCode.BALANCED;
    }
}
