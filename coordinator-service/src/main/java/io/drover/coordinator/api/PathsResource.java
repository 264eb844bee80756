package io.drover.coordinator.api;

import io.drover.api.AnnouncedPath;
import io.drover.coordinator.planning.PathRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The paths that workers have announced. */
@Tag(name = "Paths", description = "The plug-ins that move what is in one system to another.")
@Path("/api/v1/paths")
public class PathsResource {

    private final PathRegistry registry;

    PathsResource(PathRegistry registry) {
        this.registry = registry;
    }

    @Operation(operationId = "listPaths", summary = "The paths that workers have announced")
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Collection<AnnouncedPath> list() {
        return registry.paths();
    }
}
