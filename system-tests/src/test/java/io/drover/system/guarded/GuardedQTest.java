package io.drover.system.guarded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.QTestConnector;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.OperationTraits;
import io.drover.spi.OperationTraits.Retry;
import io.drover.spi.Operations;
import io.drover.spi.Role;
import io.drover.spi.Target;
import java.util.List;
import java.util.Set;

/** qTest as the release has it, with actions that somebody at the setting {@code control} does. */
public final class GuardedQTest implements Connector {

    static final String CONTROL = "control";

    private final QTestConnector records = new QTestConnector();

    @Override
    public Descriptor descriptor() {
        Descriptor qtest = records.descriptor();
        ObjectNode schema = qtest.settingsSchema().deepCopy();
        schema.withObject("/properties").putObject(CONTROL).put("type", "string");
        return new Descriptor(
                "guarded-qtest",
                "qTest with guarded actions",
                Set.of(Role.TARGET, Role.OPERATIONS),
                qtest.entityTypes(),
                qtest.identity(),
                schema,
                qtest.secrets(),
                List.of(
                        new OperationTraits("inventory", false, Retry.SAFE),
                        new OperationTraits("reset", true, Retry.SAFE),
                        new OperationTraits("seal", false, Retry.SAFE),
                        new OperationTraits("clean-up", true, Retry.RESUME)));
    }

    @Override
    public Target openTarget(Connection connection) {
        ObjectNode settings = connection.settings().deepCopy();
        settings.remove(CONTROL);
        return records.openTarget(new Connection(
                connection.name(), settings, connection.secrets(), connection.concurrency(), connection.meter()));
    }

    @Override
    public Operations openOperations(Connection connection) {
        return new ControlledActions(connection.settings().path(CONTROL).asText(), connection.meter());
    }
}
