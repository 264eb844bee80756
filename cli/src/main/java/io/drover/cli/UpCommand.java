package io.drover.cli;

import io.drover.cli.api.Json;
import io.drover.cli.local.Installation;
import io.drover.cli.local.UpOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts Drover on this machine and leaves it running. */
@Command(name = "up", description = "Starts Drover on this machine: Kafka, PostgreSQL and the services.")
final class UpCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--port",
            defaultValue = "8470",
            paramLabel = "PORT",
            description = "The API's port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--allow-network",
            split = ",",
            paramLabel = "CIDR",
            description = "A private network that systems to migrate may be in, for example 10.0.0.0/8.")
    private List<String> networks = new ArrayList<>();

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65535) {
            throw new BadInputException("--port: expected 0 to 65535, found " + port + ".");
        }
        Installation installation = session.installation();
        boolean already = installation.isUp();
        if (!already) {
            new LocalServer(session).start(installation, new UpOptions(port, networks));
        }
        URI address = installation.address().orElseThrow();
        if (session.isJson()) {
            session.print(Json.write(Json.MAPPER
                    .createObjectNode()
                    .put("url", address.toString())
                    .put("already", already)));
        } else {
            session.print("Drover is " + (already ? "already " : "") + "up at " + address);
            session.print("Its log is " + installation.log() + ". Stop it with: drover down");
        }
        return ExitCode.BALANCED;
    }
}
