package io.drover.benchmarks;

import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.Migration;
import io.drover.cli.api.DroverClient;
import io.drover.installation.Awaiting;
import io.drover.installation.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Moves the sandbox's project, as a user would by the REST API. */
final class Migrations {

    static final String TEST_CASES = "testcases";

    /** Seldom enough to cost nothing. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS_AT_MANY = Duration.ofSeconds(5);

    private final DroverClient client;
    private final BenchSandbox sandbox;
    private final BenchReceipts receipts;
    private final Setup setup;

    Migrations(DroverClient client, BenchSandbox sandbox, BenchReceipts receipts, Setup setup) {
        this.client = client;
        this.sandbox = sandbox;
        this.receipts = receipts;
        this.setup = setup;
    }

    /**
     * Moves the project until the wanted number of cases is in the target, more than once where it is smaller. The sandbox is
     * reset then, and it went by another address: what Drover remembers of an address helps no counted run.
     *
     * @return the number of cases that were moved
     */
    long warmUp(Consumer<Execution> eachLook) {
        long moved = 0;
        for (int round = 1; moved < setup.warmup(); round++) {
            long missing = setup.warmup() - moved;
            Execution ended = move("warm-up-" + round, "localhost", missing, eachLook);
            moved += books(ended).loaded();
            if (ended.state() == ExecutionStatus.ERROR || books(ended).loaded() == 0) {
                throw StartException.of("The warm-up failed: " + failure(ended));
            }
            sandbox.reset();
            receipts.clear();
        }
        return moved;
    }

    /** Moves each project once, all at the same time, and answers how that ended. */
    Execution move(Consumer<Execution> eachLook) {
        if (setup.executions() == 1) {
            return move("bench", "127.0.0.1", Long.MAX_VALUE, eachLook);
        }
        List<Execution> seen = new ArrayList<>();
        for (int project = 0; project < setup.executions(); project++) {
            seen.add(start("bench-" + project, "127.0.0.1", project));
        }
        while (!seen.stream().allMatch(each -> each.state().isOver())) {
            Awaiting.pause(BETWEEN_LOOKS_AT_MANY);
            seen.replaceAll(each -> each.state().isOver() ? each : client.execution(each.id()));
            eachLook.accept(sum(seen));
        }
        return Together.of(seen);
    }

    /** Begins to move one project, from 0. */
    Execution begin(int project) {
        return start("limited-" + project, "127.0.0.1", project);
    }

    /** As far as they are. */
    private static Execution sum(List<Execution> seen) {
        Books books = seen.stream().map(Migrations::books).reduce(Books.NONE, Books::plus);
        Execution one = seen.getFirst();
        return Together.like(
                one,
                one.state(),
                one.startedAt(),
                one.finishedAt(),
                one.durationMs(),
                one.failure(),
                Map.of(TEST_CASES, books),
                Map.of());
    }

    private Execution start(String name, String host, int project) {
        client.putMigration(new Migration(
                name,
                "zephyr-scale-to-qtest",
                sandbox.source(host, project, setup.lookFor()),
                sandbox.target(host),
                null,
                setup.options(),
                null,
                null));
        return client.start(name, UUID.randomUUID().toString());
    }

    private Execution move(String name, String host, long enough, Consumer<Execution> eachLook) {
        Execution execution = start(name, host, 0);
        boolean stopping = false;
        while (!execution.state().isOver()) {
            Awaiting.pause(BETWEEN_LOOKS);
            execution = client.execution(execution.id());
            eachLook.accept(execution);
            if (!stopping && books(execution).loaded() >= enough) {
                client.stop(execution.id());
                stopping = true;
            }
        }
        return execution;
    }

    /** Of the test cases; zeros before there are any. */
    static Books books(Execution execution) {
        return execution.books().getOrDefault(TEST_CASES, Books.NONE);
    }

    static String failure(Execution execution) {
        return execution.state()
                + (execution.failure() == null
                        ? ""
                        : ", " + execution.failure().code() + ": "
                                + execution.failure().message());
    }
}
