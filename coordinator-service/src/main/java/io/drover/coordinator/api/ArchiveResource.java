package io.drover.coordinator.api;

import io.drover.staging.StagingStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What the archive service left of an execution: the report, the evidence bundle, and the archive of what was replaced. */
@Path("/api/v1/executions/{id}")
@Blocking
public class ArchiveResource {

    private final StagingStore store;

    ArchiveResource(StagingStore store) {
        this.store = store;
    }

    @GET
    @Path("report")
    @Produces(MediaType.TEXT_HTML)
    public Response html(String id) throws IOException {
        return stream(id, "evidence/report.html", MediaType.TEXT_HTML + ";charset=UTF-8");
    }

    @GET
    @Path("report")
    @Produces(MediaType.APPLICATION_JSON)
    public Response json(String id) throws IOException {
        return stream(id, "evidence/report.json", MediaType.APPLICATION_JSON);
    }

    @GET
    @Path("evidence")
    @Produces("application/zstd")
    public Response evidence(String id) throws IOException {
        return stream(id, "evidence/evidence.tar.zst", "application/zstd");
    }

    /** What a guarded execution keeps before it destroys: {@code gpg -d | tar --zstd -x}, with the migration's password. */
    @GET
    @Path("archive")
    @Produces("application/pgp-encrypted")
    public Response archive(String id) throws IOException {
        return stream(id, "archive/" + id + ".tar.zst.gpg", "application/pgp-encrypted");
    }

    private Response stream(String id, String file, String type) throws IOException {
        if (!id.matches("[A-Za-z0-9-]+")) {
            throw new NoSuchThingException("execution", id);
        }
        try {
            return Response.ok(store.open("executions/" + id + "/" + file), type)
                    .build();
        } catch (NoSuchFileException e) {
            throw new NoSuchThingException(file, "of execution " + id + " (yet)");
        }
    }
}
