package io.drover.coordinator.api;

import io.drover.api.WhoAsks;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.InstallationAudit;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who asks, and what was changed of the installation by whom. */
@Tag(name = "Access", description = "Who may ask, and what was changed of the installation.")
@Path("/api/v1")
public class AccessResource {

    private final Mutiny.SessionFactory database;
    private final InstallationAudit audit;
    private final CurrentCaller caller;

    AccessResource(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            InstallationAudit audit,
            CurrentCaller caller) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
    }

    @Operation(operationId = "whoAmI", summary = "Whose token this request came with, and its role")
    @GET
    @Path("me")
    @Produces(MediaType.APPLICATION_JSON)
    public WhoAsks me() {
        Caller asks = caller.get();
        return new WhoAsks(asks.name(), asks.role());
    }

    @Operation(
            operationId = "getInstallationAudit",
            summary = "What was changed of the installation, and by whom",
            description =
                    "Tokens, secrets, definitions and dead letters, oldest first, under a hash chain as an execution's"
                            + " audit.")
    @APIResponse(
            responseCode = "200",
            description = "Lines, each an AuditEntry",
            content =
                    @Content(mediaType = Streams.NDJSON, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @GET
    @Path("audit")
    @Produces(Streams.NDJSON)
    public Uni<String> installationAudit() {
        return database.withSession(audit::lines)
                .map(lines -> lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }
}
