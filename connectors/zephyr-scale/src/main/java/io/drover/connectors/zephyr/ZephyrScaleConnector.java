package io.drover.connectors.zephyr;

import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import io.drover.spi.Role;
import io.drover.spi.Source;
import java.util.List;
import java.util.Set;

/** Zephyr Scale Cloud v2 as a source of folders and test cases. */
public final class ZephyrScaleConnector implements Connector {

    static final String TITLE = "Zephyr Scale Cloud";

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "zephyr-scale",
                TITLE,
                Set.of(Role.SOURCE),
                List.of(
                        EntityType.read(Folder.TYPE, "Folders"),
                        EntityType.read(TestCase.TYPE, "Test cases", Folder.TYPE)),
                List.of("baseUrl", "projectKey"),
                ZephyrScaleSettings.DECLARED.schema(),
                ZephyrScaleSettings.DECLARED.secrets());
    }

    @Override
    public Source openSource(Connection connection) {
        return new ZephyrSource(connection);
    }
}
