package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.installation.Health;
import io.drover.installation.Installation;
import io.drover.installation.UpOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server that a file runs on: the one that was named, or this machine's, which is started where it is not up. */
final class LocalServer {

    private static final String NETWORKS = "DROVER_NETWORK_ALLOW";

    /** What takes remembered networks back. */
    private static final List<String> NONE = List.of("none");

    private final Session session;

    LocalServer(Session session) {
        this.session = session;
    }

    DroverClient client() {
        if (!session.isServerGiven() && !Health.isReady(session.server())) {
            UpOptions options = options(null, null, null);
            session.say("No Drover server is up; starting one"
                    + (options.words().isEmpty() ? "" : ", as the last time with " + options.words())
                    + ". Stop it later with: drover down");
            start(session.installation(), options);
        }
        return session.client();
    }

    /** What is given (null for what is not), otherwise as the last time. */
    UpOptions options(@Nullable Integer port, @Nullable List<String> networks, @Nullable Integer kafkaPort) {
        UpOptions last = session.installation().remembered().orElse(UpOptions.DEFAULTS);
        List<String> allowed = Optional.ofNullable(networks)
                .or(this::networksOfTheEnvironment)
                .map(given -> given.equals(NONE) ? List.<String>of() : given)
                .orElse(last.networks());
        return new UpOptions(
                port == null ? last.port() : port, allowed, kafkaPort == null ? last.kafkaPort() : kafkaPort);
    }

    private Optional<List<String>> networksOfTheEnvironment() {
        String given = session.environment().getOrDefault(NETWORKS, "");
        return given.isBlank()
                ? Optional.empty()
                : Optional.of(List.of(given.strip().split("\\s*,\\s*")));
    }

    /** Starts an installation; Ctrl-C on the way stops what was started. */
    void start(Installation installation, UpOptions options) {
        try (OnInterrupt interrupt = session.onInterrupt("Stopping what was started ...", installation::end)) {
            installation.up(options, session.notes());
        }
    }
}
