package io.drover.sandbox.agola;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether maintenance is asked for; whoever keeps its data there acts on it in its own time. Safe for any thread. */
final class Maintenance {

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean requested;

    boolean requested() {
        return requested;
    }

    /** False when it was so already. */
    synchronized boolean request(boolean on) {
        boolean changes = requested != on;
        requested = on;
        return changes;
    }

    /** The watch of v0.7; later versions look from time to time instead. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Tells the watchers. Apart from the request, since its answer goes out first. */
    void announce() {
        watchers.forEach(Runnable::run);
    }
}
