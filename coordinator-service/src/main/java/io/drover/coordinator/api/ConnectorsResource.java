package io.drover.coordinator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.coordinator.planning.ConnectorRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The connectors that workers have announced. */
@Tag(name = "Connectors", description = "The plug-ins for outside systems that workers have announced.")
@Path("/api/v1/connectors")
public class ConnectorsResource {

    private final ConnectorRegistry registry;

    ConnectorsResource(ConnectorRegistry registry) {
        this.registry = registry;
    }

    @Operation(
            operationId = "listConnectors",
            summary = "The connectors that workers have announced",
            description =
                    "Descriptors: id, title, roles, the entity types with what can be done with each, the JSON Schema of"
                            + " the settings, the names of the secrets, operations.")
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Collection<JsonNode> list() {
        return registry.descriptors();
    }
}
