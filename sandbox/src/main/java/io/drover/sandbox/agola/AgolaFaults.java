package io.drover.sandbox.agola;

import io.drover.sandbox.agola.AgolaFault.Blow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What one service does wrong at the moment, and how often it did. Safe for any thread. */
public final class AgolaFaults {

    private final Map<AgolaFault, Blow> set = new EnumMap<>(AgolaFault.class);
    private final Map<AgolaFault, Long> fired = new EnumMap<>(AgolaFault.class);
    private final Runnable changed;

    AgolaFaults(Runnable changed) {
        this.changed = changed;
    }

    /** In force when it returns. */
    public void set(AgolaFault fault, Blow blow) {
        fault.check(blow);
        synchronized (this) {
            set.put(fault, blow);
        }
        changed.run();
    }

    public void set(AgolaFault fault) {
        set(fault, Blow.ALWAYS);
    }

    /** Lifting {@link AgolaFault#IMPORT_STALLS} lets the waiting imports end. */
    public void lift(AgolaFault fault) {
        synchronized (this) {
            set.remove(fault);
        }
        changed.run();
    }

    /** Lifts all of them. */
    public void calm() {
        synchronized (this) {
            set.clear();
        }
        changed.run();
    }

    synchronized void forget() {
        set.clear();
        fired.clear();
    }

    public synchronized Optional<Blow> get(AgolaFault fault) {
        return Optional.ofNullable(set.get(fault));
    }

    public synchronized boolean on(AgolaFault fault) {
        return set.containsKey(fault);
    }

    /** How many requests it struck. */
    public synchronized long fired(AgolaFault fault) {
        return fired.getOrDefault(fault, 0L);
    }

    /** Whether it strikes this request, and how. */
    synchronized Optional<Blow> strike(AgolaFault fault) {
        Blow blow = set.get(fault);
        if (blow == null) {
            return Optional.empty();
        }
        fired.merge(fault, 1L, Long::sum);
        if (blow.times() == 1) {
            set.remove(fault);
        } else if (blow.times() > 1) {
            set.put(fault, new Blow(blow.at(), blow.times() - 1));
        }
        return Optional.of(blow);
    }
}
