package io.drover.connectors.qtest;

import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import io.drover.spi.Role;
import io.drover.spi.Target;
import java.util.List;
import java.util.Set;

/** qTest Manager v3 as a target of modules and test cases. */
public final class QTestConnector implements Connector {

    static final String TITLE = "qTest Manager";

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "qtest",
                TITLE,
                Set.of(Role.TARGET),
                List.of(
                        EntityType.written(TargetModule.TYPE, "Modules"),
                        EntityType.written(TargetCase.TYPE, "Test cases", TargetModule.TYPE)),
                List.of("baseUrl", "projectId"),
                QTestSettings.DECLARED.schema(),
                QTestSettings.DECLARED.secrets());
    }

    @Override
    public Target openTarget(Connection connection) {
        return new QTestTarget(connection);
    }
}
