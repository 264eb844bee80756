package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.UnreachableException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Follows an execution until it is over. A stream that breaks is taken up again for a while: servers restart. */
final class Follower {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final DroverClient client;
    private final Consumer<Execution> watcher;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private sealed interface Event {
        record Seen(Execution execution) implements Event {}

        record Broken(RuntimeException cause) implements Event {}
    }

    /** @param watcher is shown it each time it changed, and twice a second */
    Follower(DroverClient client, Consumer<Execution> watcher) {
        this.client = client;
        this.watcher = watcher;
    }

    /** Answers the execution as it ended. */
    Execution follow(Execution first) throws InterruptedException {
        Execution execution = first;
        watcher.accept(execution);
        Thread reader = Thread.ofVirtual().name("events").start(() -> read(first.id()));
        try {
            while (!execution.state().isOver()) {
                switch (events.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    case null -> watcher.accept(execution);
                    case Event.Seen seen -> {
                        execution = seen.execution();
                        watcher.accept(execution);
                    }
                    case Event.Broken broken -> throw broken.cause();
                }
            }
            // What comes with the end, such as the report, may be newer than the event that told it.
            return client.execution(first.id());
        } finally {
            reader.interrupt();
        }
    }

    private void read(String id) {
        long lastHeard = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                client.events(id, execution -> events.add(new Event.Seen(execution)));
                events.add(new Event.Seen(client.execution(id)));
                lastHeard = System.nanoTime();
                pause();
            } catch (UnreachableException e) {
                if (System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
                    events.add(new Event.Broken(e));
                    return;
                }
                pause();
            } catch (RuntimeException e) {
                events.add(new Event.Broken(e));
                return;
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
}
