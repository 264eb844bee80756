package io.drover.archive;

import io.drover.spi.Descriptor;
import io.drover.worker.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** As the connectors of this worker say it. */
@ApplicationScoped
class ConnectorTitles implements SystemTitles {

    private final Map<String, String> titles;

    ConnectorTitles(Connectors connectors) {
        titles = connectors.descriptors().stream()
                .collect(Collectors.toUnmodifiableMap(Descriptor::id, Descriptor::title));
    }

    @Override
    public String of(String connector) {
        return titles.getOrDefault(connector, connector);
    }
}
