package io.drover.coordinator.api;

import io.drover.coordinator.planning.AnnouncedPath;
import io.drover.coordinator.planning.PathRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;

/** The paths that workers have announced. */
@Path("/api/v1/paths")
public class PathsResource {

    private final PathRegistry registry;

    PathsResource(PathRegistry registry) {
        this.registry = registry;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Collection<AnnouncedPath> list() {
        return registry.paths();
    }
}
