package io.drover.worker.pace;

import io.agroal.api.AgroalDataSource;
import io.drover.spi.ConnectorException;
import io.drover.spi.Turn;
import io.drover.worker.WorkerName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives requests their turn, system by system: a system is a connector and the host that is asked. */
@ApplicationScoped
public class Governor {

    private final PaceStore store;
    private final WorkerName worker;
    private final MeterRegistry registry;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    Governor(@DataSource("ledger") AgroalDataSource database, WorkerName worker, MeterRegistry registry) {
        this.store = new PaceTable(database);
        this.worker = worker;
        this.registry = registry;
    }

    /**
     * Waits for the turn of one request.
     *
     * @param title of the system, for people
     * @param wanted asked about every second while it waits; what it throws ends the wait
     * @throws ConnectorException {@code INTERRUPTED}
     */
    public Turn turn(String connector, String title, String address, String execution, Told told, Runnable wanted) {
        return gates.computeIfAbsent(system(connector, address), key -> gate(key, title))
                .turn(execution, told, wanted);
    }

    private Gate gate(String system, String title) {
        Gate gate = new Gate(system, title, worker.value(), store);
        Gauge.builder("drover.pace.waiting", gate, Gate::waiting)
                .description("Requests of this process that wait for their turn")
                .tag("system", system)
                .register(registry);
        return gate;
    }

    static String system(String connector, String address) {
        URI uri = URI.create(address);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return connector + " " + host + ":" + port;
    }
}
