package io.drover.benchmarks;

import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.UnreachableException;
import java.io.IOException;
import java.net.URI;

/** One run on an installation of its own. */
final class Run {

    private final Setup setup;
    private final Installation installation;
    private final Progress progress;

    Run(Setup setup, Installation installation, Progress progress) {
        this.setup = setup;
        this.installation = installation;
        this.progress = progress;
    }

    Result run() throws IOException {
        installation.startServers(progress::during);
        Sandbox sandbox = installation.startSandbox(progress::during);
        URI server = installation.startDrover(progress::during);
        try (DroverClient client = installation.client(server)) {
            return measure(client, sandbox, new DecisionTimes(new JsonHttp(), server));
        } catch (UnreachableException e) {
            installation.checkAlive(); // says more
            throw e;
        }
    }

    private Result measure(DroverClient client, Sandbox sandbox, DecisionTimes decisions) throws IOException {
        Sandbox.putSecrets(client);
        Migrations migrations = new Migrations(client, sandbox, installation.receipts(), setup);
        long warmedUp = migrations.warmUp(execution -> look("Warm-up", execution));
        Meter meter = new Meter(installation.processes());
        decisions.begin();
        Execution execution = migrations.move(seen -> {
            look("Counted", seen);
            meter.sample();
            decisions.sample();
        });
        Meter.Reading reading = meter.read();
        DecisionTimes.Reading decided = decisions.read();
        return new Result(setup, warmedUp, execution, sandbox.counts(), reading, decided, installation.sizes());
    }

    private void look(String what, Execution execution) {
        installation.checkAlive();
        progress.show(what, Migrations.books(execution).loaded(), setup.allCases());
    }
}
