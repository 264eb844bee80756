package io.drover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import io.drover.installation.Awaiting;
import io.drover.installation.StartException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Moves more cases than time is for, while both systems limit requests, and tells how much of the limit was used. The first
 * minute after the first refusal is told by itself: in it the limit is learned.
 */
final class LimitRun {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LEARNING = Duration.ofMinutes(1);
    private static final long TIME_TO_MEET_THE_LIMIT = Duration.ofMinutes(2).toNanos();

    private final LimitKind kind;
    private final Setup setup;
    private final BenchInstallation installation;
    private final BenchProgress progress;

    LimitRun(LimitKind kind, Setup setup, BenchInstallation installation, BenchProgress progress) {
        this.kind = kind;
        this.setup = setup;
        this.installation = installation;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param source share of the limit that was used, of 1; likewise {@code target}
     * @param refusedFirst requests refused in the first minute
     * @param refused after it, a minute
     * @param givenUp attempts that failed
     */
    record Outcome(
            LimitKind kind,
            Layout layout,
            double source,
            double target,
            long refusedFirst,
            double refused,
            long givenUp) {

        boolean isGood() {
            return Math.max(source, target) >= 0.95 && refused < 1 && givenUp == 0;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-10s %-5s source %5.1f %%, target %5.1f %%, refused %d in the first minute, %.1f a minute after"
                            + " it, attempts given up %d%s",
                    kind,
                    layout,
                    100 * source,
                    100 * target,
                    refusedFirst,
                    refused,
                    givenUp,
                    isGood() ? "" : "  MISSED");
        }
    }

    private record Count(long at, long source, long target, long sourceMs, long targetMs, long refused) {

        private static Count of(JsonNode pace) {
            return new Count(
                    System.nanoTime(),
                    pace.path("zephyrTaken").asLong(),
                    pace.path("qtestTaken").asLong(),
                    pace.path("zephyrBusyMs").asLong(),
                    pace.path("qtestBusyMs").asLong(),
                    pace.path("zephyrRefused").asLong()
                            + pace.path("qtestRefused").asLong());
        }
    }

    /** @param counted how long is counted after the first minute */
    Outcome run(Duration counted) throws IOException {
        installation.startServers(progress::during);
        BenchSandbox sandbox = installation.startSandbox(progress::during);
        URI server = installation.startDrover(progress::during);
        try (DroverClient client = installation.client(server)) {
            sandbox.putSecrets(client);
            sandbox.limits(kind.rules());
            Migrations migrations = new Migrations(client, sandbox, installation.receipts(), setup);
            List<Execution> executions = new ArrayList<>();
            for (int project = 0; project < kind.executions(); project++) {
                executions.add(migrations.begin(project));
            }
            long patience = System.nanoTime() + TIME_TO_MEET_THE_LIMIT;
            while (refusedOfTarget(sandbox) == 0 && System.nanoTime() < patience) {
                wait(client, executions, LOOK);
            }
            Count met = Count.of(sandbox.pace());
            wait(client, executions, LEARNING);
            Count from = Count.of(sandbox.pace());
            wait(client, executions, counted);
            Count to = Count.of(sandbox.pace());
            long givenUp = 0;
            for (Execution execution : executions) {
                givenUp += failures(client, execution);
                client.stop(execution.id());
            }
            double seconds = (to.at - from.at) / 1e9;
            return new Outcome(
                    kind,
                    setup.layout(),
                    kind.share(to.source - from.source, to.sourceMs - from.sourceMs, seconds),
                    kind.share(to.target - from.target, to.targetMs - from.targetMs, seconds),
                    from.refused - met.refused,
                    (to.refused - from.refused) * 60 / seconds,
                    givenUp);
        }
    }

    private static long refusedOfTarget(BenchSandbox sandbox) {
        return sandbox.pace().path("qtestRefused").asLong();
    }

    private long failures(DroverClient client, Execution execution) {
        AtomicLong failures = new AtomicLong();
        client.journal(execution.id(), line -> {
            if (line.contains("attempt.failed")) {
                failures.incrementAndGet();
                progress.say(line);
            }
        });
        return failures.get();
    }

    private void wait(DroverClient client, List<Execution> executions, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Awaiting.pause(LOOK);
            installation.checkAlive();
            for (Execution execution : executions) {
                Execution now = client.execution(execution.id());
                if (now.state().isOver()) {
                    throw StartException.of("An execution ended while it was looked at: " + Migrations.failure(now));
                }
                progress.show(kind.name(), Migrations.books(now).loaded(), setup.cases());
            }
        }
    }
}
