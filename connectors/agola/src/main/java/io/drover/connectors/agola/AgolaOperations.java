package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Service;
import io.drover.spi.Answer;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Operations;
import io.drover.spi.Task;
import java.io.IOException;
import java.util.Arrays;

/** Hands an operation to the class that does it. */
final class AgolaOperations implements Operations {

    private final Connection connection;

    AgolaOperations(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Answer run(String name, Task task) throws IOException, InterruptedException {
        AgolaOperation operation = AgolaOperation.of(name)
                .orElseThrow(() -> AgolaFailures.user(
                        "OPERATION_UNKNOWN", "Agola has no operation \"" + name + "\"; nothing was done."));
        try (Services services = new Services(connection, task.evidence())) {
            switch (operation) {
                case CHECK_OLD -> new CheckOld(services).run(task);
                case PREFLIGHT -> new Preflight(services).run(task);
                case EXPORT -> new TakeExport(services).run(service(task), task);
                case CONVERT -> new Convert().run(service(task), task);
                case CHECK_NEW -> new CheckNew(services).run(task);
                case MAINTENANCE_ON -> new MaintenanceChange(services, true).run(service(task), task);
                case MAINTENANCE_OFF -> new MaintenanceChange(services, false).run(service(task), task);
                case BACKUP -> new Backup(services).run(service(task), task);
                case IMPORT -> new Import(services).run(service(task), task);
                case VERIFY -> new Verify(services).run(service(task), task);
            }
        }
        return Answer.DONE;
    }

    private static Service service(Task task) {
        String word = task.options().path("service").asText();
        return Arrays.stream(Service.values())
                .filter(service -> service.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ConnectorException(
                        "SERVICE_UNKNOWN",
                        FailureType.USER,
                        "The step's option \"service\" is \"" + word
                                + "\" and must be runservice or configstore; nothing was done."));
    }

    @Override
    public void close() {
        // Each run closes its own connections.
    }
}
