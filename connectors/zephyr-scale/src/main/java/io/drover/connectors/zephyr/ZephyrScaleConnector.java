package io.drover.connectors.zephyr;

import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.Role;
import io.drover.spi.Source;
import io.drover.spi.Target;
import java.util.List;
import java.util.Set;

/** Zephyr Scale Cloud v2 as a source of folders and test cases. */
public final class ZephyrScaleConnector implements Connector {

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "zephyr-scale",
                "Zephyr Scale Cloud",
                Set.of(Role.SOURCE),
                List.of(Folder.TYPE, TestCase.TYPE),
                List.of("baseUrl", "projectKey"),
                ZephyrScaleSettings.DECLARED.schema(),
                ZephyrScaleSettings.DECLARED.secrets());
    }

    @Override
    public Source openSource(Connection connection) {
        return new ZephyrSource(connection);
    }

    @Override
    public Target openTarget(Connection connection) {
        throw new UnsupportedOperationException("zephyr-scale is a source only");
    }
}
