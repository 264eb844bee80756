package io.drover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.cli.api.ApiJson;
import io.drover.installation.Installation;
import io.drover.installation.UpOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts Drover on this machine and leaves it running. */
@Command(
        name = "up",
        description = {
            "Starts Drover on this machine: Kafka, PostgreSQL and the services.",
            "It remembers its options: without options it starts as the last time, and so does run."
        })
final class UpCommand implements Callable<Integer> {

    private static final int LARGEST_PORT = 65535;

    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The API's port, 0 for any free one. Default: as the last time; the first time "
                    + UpOptions.DEFAULT_PORT + ".")
    private @Nullable Integer port;

    @Option(
            names = "--allow-network",
            split = ",",
            paramLabel = "CIDR",
            description = "A private network that Drover may connect to, for example 10.0.0.0/8; none for none."
                    + " Default: as the last time.")
    private @Nullable List<String> networks;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description =
                    "The port of the embedded Kafka broker, 0 for any free one. Default: as the last time; the first"
                            + " time, any.")
    private @Nullable Integer kafkaPort;

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check("--port", port);
        check("--kafka-port", kafkaPort);
        Installation installation = session.installation();
        UpOptions options = new LocalServer(session).options(port, networks, kafkaPort);
        boolean already = installation.isUp();
        if (already) {
            refuseOthers(installation, options);
        } else {
            new LocalServer(session).start(installation, options);
        }
        tell(installation, already);
        return ExitCode.BALANCED;
    }

    private static void check(String option, @Nullable Integer given) {
        if (given != null && (given < 0 || given > LARGEST_PORT)) {
            throw new BadInputException(option + ": expected 0 to " + LARGEST_PORT + ", found " + given + ".");
        }
    }

    /** What runs does not change: nobody is to believe that it did. */
    private void refuseOthers(Installation installation, UpOptions wanted) {
        URI address = installation.address().orElseThrow();
        UpOptions runs = installation.remembered().orElse(UpOptions.DEFAULTS);
        boolean same = (port == null || port == 0 || port == address.getPort())
                && wanted.networks().equals(runs.networks())
                && (kafkaPort == null || kafkaPort == 0 || kafkaPort.equals(runs.kafkaPort()));
        if (!same) {
            throw new BadInputException("Drover is up already at " + address
                    + (runs.words().isEmpty() ? "" : " with " + runs.words())
                    + ". These options have no effect while it is up. Start it again:\n    drover down\n    drover up "
                    + wanted.words());
        }
    }

    private void tell(Installation installation, boolean already) {
        URI address = installation.address().orElseThrow();
        List<String> allowed =
                installation.remembered().map(UpOptions::networks).orElse(List.of());
        String kafka = installation.kafka().orElse("");
        if (session.isJson()) {
            ObjectNode told = ApiJson.MAPPER
                    .createObjectNode()
                    .put("url", address.toString())
                    .put("already", already)
                    .put("kafka", kafka)
                    .put("kafkaClient", installation.kafkaClient().toString());
            allowed.forEach(told.putArray("networks")::add);
            session.print(ApiJson.write(told));
            return;
        }
        session.print("Drover is " + (already ? "already " : "") + "up at " + address);
        if (!allowed.isEmpty()) {
            session.print("Private networks that it may reach: " + String.join(", ", allowed)
                    + " (remembered; end that with --allow-network none)");
        }
        session.print("Kafka is at " + kafka
                + (installation.remembered().map(UpOptions::kafkaPort).orElse(0) == 0
                        ? " until Drover stops; --kafka-port keeps the same port"
                        : ""));
        session.print("Kafka's own tools are let in with " + installation.kafkaClient());
        session.print("Its log is " + installation.log() + ". Stop it with: drover down");
    }
}
