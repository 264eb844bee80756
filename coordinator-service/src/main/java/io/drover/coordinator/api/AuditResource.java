package io.drover.coordinator.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.AuditProof;
import io.drover.coordinator.audit.AuditProver;
import io.drover.coordinator.audit.GivenHead;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.staging.StagingStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was decided by whom, under its hash chain; and the workers' records of what they did. */
@Tag(name = "Evidence", description = "What is known and left of an execution beyond its state.")
@Path("/api/v1/executions/{id}")
public class AuditResource {

    private final Streams streams;
    private final StagingStore store;
    private final AuditProver prover;

    AuditResource(Streams streams, StagingStore store, AuditProver prover) {
        this.prover = prover;
        this.streams = streams;
        this.store = store;
    }

    @Operation(
            operationId = "getAudit",
            summary = "Who decided what",
            description =
                    "Under a hash chain: hash is SHA-256 over the line as served without its field hash, previous is"
                            + " that of the line before.")
    @APIResponse(
            responseCode = "200",
            description = "Lines, each an AuditEntry",
            content =
                    @Content(mediaType = Streams.NDJSON, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @GET
    @Path("audit")
    @Produces(Streams.NDJSON)
    @Blocking
    public StreamingOutput audit(String id) {
        return streams.of(id, (pages, out) -> pages.audit(id, line -> Streams.line(out, line)));
    }

    @Operation(
            operationId = "proveAudit",
            summary = "Whether it is as it was written",
            description =
                    "Hashes, signatures by a key that the database does not have, the end that the execution says, and"
                            + " every head that is kept where whoever can write the database cannot: on drover.journal, in"
                            + " the file of anchors where one is configured, and the one that is given with count, head"
                            + " and signature.")
    @GET
    @Path("audit/proof")
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    public AuditProof proof(
            String id,
            @Parameter(description = "Of a head that was kept: the number of its line.") @RestQuery @Nullable
                    Long count,
            @Parameter(description = "Its hash.") @RestQuery @Nullable String head,
            @Parameter(description = "Its signature.") @RestQuery @Nullable String signature)
            throws SQLException {
        Optional<GivenHead> given = count == null || head == null || signature == null
                ? Optional.empty()
                : Optional.of(new GivenHead(count, head, signature));
        return prover.prove(id, given).orElseThrow(() -> new NoSuchThingException("execution", id));
    }

    @Operation(
            operationId = "getRecords",
            summary = "What workers did and saw",
            description = "Of every attempt at an operation, by step and attempt, in order, with secrets masked. Of an"
                    + " execution that is not there, there are none.")
    @APIResponse(
            responseCode = "200",
            description = "Lines, each an EvidenceRecord",
            content =
                    @Content(mediaType = Streams.NDJSON, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @GET
    @Path("records")
    @Produces(Streams.NDJSON)
    @Blocking
    public StreamingOutput records(String id) throws IOException {
        if (!id.matches("[A-Za-z0-9-]+")) {
            throw new NoSuchThingException("execution", id);
        }
        String prefix = "executions/" + id + "/records/";
        List<String> keys = store.list(prefix);
        return out -> {
            for (String key : keys) {
                String[] place = key.substring(prefix.length()).split("/", -1);
                if (place.length == 3) { // the others are the marks of destructive attempts
                    Streams.line(out, line(key, place[0], place[1]));
                }
            }
        };
    }

    private String line(String key, String step, String run) throws IOException {
        byte[] entry = store.get(key).orElseThrow(() -> new IOException("entry " + key + " was removed"));
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("step", step);
        line.put("run", run);
        line.setAll(DocumentJson.read(new String(entry, StandardCharsets.UTF_8), ObjectNode.class));
        return DocumentJson.write(line);
    }
}
