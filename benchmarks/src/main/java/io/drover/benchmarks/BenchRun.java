package io.drover.benchmarks;

import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.UnreachableException;
import java.io.IOException;
import java.net.URI;

/** One run on an installation of its own. */
final class BenchRun {

    private final Setup setup;
    private final BenchInstallation installation;
    private final BenchProgress progress;

    BenchRun(Setup setup, BenchInstallation installation, BenchProgress progress) {
        this.setup = setup;
        this.installation = installation;
        this.progress = progress;
    }

    BenchResult run() throws IOException {
        installation.startServers(progress::during);
        BenchSandbox sandbox = installation.startSandbox(progress::during);
        URI server = installation.startDrover(progress::during);
        try (DroverClient client = installation.client(server)) {
            return measure(client, sandbox, new DecisionTimes(new JsonHttp(), server));
        } catch (UnreachableException e) {
            installation.checkAlive(); // says more
            throw e;
        }
    }

    private BenchResult measure(DroverClient client, BenchSandbox sandbox, DecisionTimes decisions) throws IOException {
        sandbox.putSecrets(client);
        Migrations migrations = new Migrations(client, sandbox, installation.receipts(), setup);
        long warmedUp = migrations.warmUp(execution -> look("Warm-up", execution));
        ProcessMeter meter = new ProcessMeter(installation.processes());
        decisions.begin();
        Execution execution = migrations.move(seen -> {
            look("Counted", seen);
            meter.sample();
            decisions.sample();
        });
        ProcessMeter.Reading reading = meter.read();
        DecisionTimes.Reading decided = decisions.read();
        return new BenchResult(setup, warmedUp, execution, sandbox.counts(), reading, decided, installation.sizes());
    }

    private void look(String what, Execution execution) {
        installation.checkAlive();
        progress.show(what, Migrations.books(execution).loaded(), setup.allCases());
    }
}
