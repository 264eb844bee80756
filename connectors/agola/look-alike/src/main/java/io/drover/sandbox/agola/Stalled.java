package io.drover.sandbox.agola;

import java.util.ArrayList;
import java.util.List;

/** The imports that wait. Lives on the event loop of its service. */
final class Stalled {

    private final List<Runnable> waiting = new ArrayList<>();

    void hold(Runnable rest) {
        waiting.add(rest);
    }

    void forget() {
        waiting.clear();
    }

    void release() {
        List<Runnable> released = List.copyOf(waiting);
        waiting.clear();
        released.forEach(Runnable::run);
    }
}
