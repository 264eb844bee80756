package io.drover.coordinator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.coordinator.planning.ConnectorRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;

/** The connectors that workers have announced. */
@Path("/api/v1/connectors")
public class ConnectorsResource {

    private final ConnectorRegistry registry;

    ConnectorsResource(ConnectorRegistry registry) {
        this.registry = registry;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Collection<JsonNode> list() {
        return registry.descriptors();
    }
}
