package io.drover.connectors.qtest;

import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.Role;
import io.drover.spi.Source;
import io.drover.spi.Target;
import java.util.List;
import java.util.Set;

/** qTest Manager v3 as a target of modules and test cases. */
public final class QTestConnector implements Connector {

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "qtest",
                "qTest Manager",
                Set.of(Role.TARGET),
                List.of(TargetModule.TYPE, TargetCase.TYPE),
                List.of("baseUrl", "projectId"),
                QTestSettings.DECLARED.schema(),
                QTestSettings.DECLARED.secrets());
    }

    @Override
    public Source openSource(Connection connection) {
        throw new UnsupportedOperationException("qtest is a target only");
    }

    @Override
    public Target openTarget(Connection connection) {
        return new QTestTarget(connection);
    }
}
