package io.drover.validator;

import io.drover.contracts.ConnectionRef;
import io.drover.spi.Address;
import io.drover.spi.Check;
import io.drover.spi.Descriptor;
import io.drover.worker.Connectors;
import io.drover.worker.ObservedRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.StringJoiner;

/** Routes in the ledger. */
@ApplicationScoped
public class LedgerRouting implements Routing {

    private final Connectors connectors;
    private final ObservedRoutes routes;

    LedgerRouting(Connectors connectors, ObservedRoutes routes) {
        this.connectors = connectors;
        this.routes = routes;
    }

    @Override
    public String system(ConnectionRef connection, Check check) {
        StringJoiner words = new StringJoiner(" ").add(connection.connector());
        if (check.identity() != null) {
            return words.add(check.identity()).toString();
        }
        connectors.descriptors().stream()
                .filter(descriptor -> descriptor.id().equals(connection.connector()))
                .map(Descriptor::identity)
                .forEach(identity -> identity.forEach(setting -> words.add(
                        Address.normal(connection.settings().path(setting).asText()))));
        return words.toString();
    }

    @Override
    public ObservedRoutes.Route observed(String typed, String source, String target, String execution) {
        return routes.observed(typed, source, target, execution);
    }
}
