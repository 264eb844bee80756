package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.local.Health;
import io.drover.cli.local.Installation;
import io.drover.cli.local.UpOptions;
import java.util.List;

/** The server that a file runs on: the one that was named, or this machine's, which is started where it is not up. */
final class LocalServer {

    private final Session session;

    LocalServer(Session session) {
        this.session = session;
    }

    DroverClient client() {
        if (!session.isServerGiven() && !Health.isReady(session.server())) {
            session.say("No Drover server is up; starting one. Stop it later with: drover down");
            start(session.installation(), new UpOptions(UpOptions.DEFAULT_PORT, List.of()));
        }
        return session.client();
    }

    /** Starts an installation; Ctrl-C on the way stops what was started. */
    void start(Installation installation, UpOptions options) {
        try (OnInterrupt interrupt = session.onInterrupt("Stopping what was started ...", installation::down)) {
            installation.up(options, session.notes());
        }
    }
}
