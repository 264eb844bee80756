package io.drover.worker.pace;

import io.drover.spi.Address;
import io.drover.spi.ConnectorException;
import io.drover.spi.Turn;
import io.drover.worker.database.LedgerConnections;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Gives requests their turn, system by system: a system is a connector and the host that is asked. */
@ApplicationScoped
public class Governor {

    private final PaceStore store;
    /** What this process holds is known by it, and by nobody else. */
    private final String process = UUID.randomUUID().toString();

    private final MeterRegistry registry;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    /** The same by spelling, so that an address is not read anew for each request. */
    private final Map<String, Gate> asked = new ConcurrentHashMap<>();

    Governor(LedgerConnections connections, MeterRegistry registry) {
        this.store = new PaceTable(connections);
        this.registry = registry;
    }

    /**
     * Waits for the turn of one request.
     *
     * @param title of the system, for people
     * @param longest how long the system may ask everybody to wait
     * @param wanted asked about every second while it waits; what it throws ends the wait
     * @throws ConnectorException {@code INTERRUPTED}; {@code THROTTLED}, carrying the wait, when the system asks to wait
     *     longer than {@code longest}
     */
    public Turn turn(
            String connector,
            String title,
            String address,
            String execution,
            Told told,
            Duration longest,
            Runnable wanted) {
        return asked.computeIfAbsent(
                        connector + " " + origin(address),
                        spelling -> gates.computeIfAbsent(system(connector, address), key -> gate(key, title)))
                .turn(execution, told, longest, wanted);
    }

    private Gate gate(String system, String title) {
        Gate gate = new Gate(system, title, process, store);
        Gauge.builder("drover.pace.waiting", gate, g -> g.figure(Book::waiting))
                .description("Requests of this process that wait for their turn")
                .tag("system", system)
                .register(registry);
        Gauge.builder("drover.pace.allowed", gate, g -> g.figure(Book::allowed))
                .description(
                        "Requests a second, or at once, that are given out over all processes; 0 where no limit is known")
                .tag("system", system)
                .register(registry);
        FunctionCounter.builder("drover.pace.taken", gate, g -> g.figure(Book::taken))
                .description("Requests of this process that the system took")
                .tag("system", system)
                .register(registry);
        FunctionCounter.builder("drover.pace.refused", gate, g -> g.figure(Book::refused))
                .description("Requests of this process that the system refused for its limit")
                .tag("system", system)
                .register(registry);
        return gate;
    }

    /** Scheme, host and port as they are spelled. */
    private static String origin(String address) {
        int host = address.indexOf("//") + 2;
        int path = address.indexOf('/', host);
        return path < 0 ? address : address.substring(0, path);
    }

    /** By host and port alone: what is limited is a system, under whatever path it is asked. */
    static String system(String connector, String address) {
        return connector + " " + URI.create(Address.normal(address)).getAuthority();
    }
}
