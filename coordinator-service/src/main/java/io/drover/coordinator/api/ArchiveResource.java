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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the archive service left of an execution: the report, the evidence bundle, and the archive of what was replaced. */
@Tag(name = "Evidence", description = "What is known and left of an execution beyond its state.")
@Path("/api/v1/executions/{id}")
@Blocking
public class ArchiveResource {

    private final StagingStore store;

    ArchiveResource(StagingStore store) {
        this.store = store;
    }

    @Operation(
            operationId = "getReport",
            summary = "The report of an execution",
            description = "A page that needs nothing else, or the same as JSON. 404 before there is one.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    @GET
    @Path("report")
    @Produces(MediaType.TEXT_HTML)
    public Response html(String id) throws IOException {
        return stream(id, "evidence/report.html", MediaType.TEXT_HTML + ";charset=UTF-8");
    }

    @Operation(operationId = "getReport", hidden = true)
    @GET
    @Path("report")
    @Produces(MediaType.APPLICATION_JSON)
    public Response json(String id) throws IOException {
        return stream(id, "evidence/report.json", MediaType.APPLICATION_JSON);
    }

    @Operation(
            operationId = "getEvidence",
            summary = "Everything behind the report",
            description = "A tar in zstd that opens without Drover. 404 before there is one.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = "application/zstd",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @GET
    @Path("evidence")
    @Produces("application/zstd")
    public Response evidence(String id) throws IOException {
        return stream(id, "evidence/evidence.tar.zst", "application/zstd");
    }

    @Operation(
            operationId = "getArchive",
            summary = "What a guarded execution kept before it destroyed",
            description =
                    "Exports, conversions and backups: gpg -d FILE | tar --zstd -x, with the migration's password. 404 before there is one.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = "application/pgp-encrypted",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
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
