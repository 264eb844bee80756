package io.drover.connectors.agola;

import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.OperationTraits;
import io.drover.spi.OperationTraits.Retry;
import io.drover.spi.Operations;
import io.drover.spi.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Agola's run service and config store, which move in named operations and not record by record. */
public final class AgolaConnector implements Connector {

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "agola",
                "Agola",
                Set.of(Role.OPERATIONS),
                List.of(),
                List.of("runservice", "configstore"),
                AgolaSettings.DECLARED.schema(),
                AgolaSettings.DECLARED.secrets(),
                Arrays.stream(AgolaOperation.values())
                        .map(AgolaConnector::traits)
                        .toList());
    }

    @Override
    public Operations openOperations(Connection connection) {
        return new AgolaOperations(connection);
    }

    private static OperationTraits traits(AgolaOperation operation) {
        boolean destructive = operation == AgolaOperation.IMPORT;
        return new OperationTraits(operation.word(), destructive, destructive ? Retry.RESUME : Retry.SAFE);
    }
}
