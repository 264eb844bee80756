package io.drover.coordinator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartReader;
import io.drover.staging.StagingStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was observed about records, one by one, as far as batches are closed. */
@Tag(name = "Evidence", description = "What is known and left of an execution beyond its state.")
@Path("/api/v1/executions/{id}/findings")
public class FindingsResource {

    private static final String PART = "findings";
    private static final int LISTED = 1_000;

    private final Streams streams;
    private final StagingStore store;

    FindingsResource(Streams streams, StagingStore store) {
        this.streams = streams;
        this.store = store;
    }

    @Operation(
            operationId = "listFindings",
            summary = "What was observed about records",
            description =
                    "One by one, as far as batches are closed, at most 1,000; the evidence bundle has all. 404, too, when they were pruned.")
    @APIResponse(
            responseCode = "200",
            description = "Lines, each a Finding",
            content =
                    @Content(mediaType = Streams.NDJSON, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @GET
    @Produces(Streams.NDJSON)
    @Blocking
    public StreamingOutput list(
            String id,
            @Parameter(description = "Only of this step; absent for all.") @RestQuery @Nullable String step,
            @Parameter(description = "Only with this code; absent for all.") @RestQuery @Nullable String code) {
        StreamingOutput findings = streams.of(id, (pages, out) -> {
            int[] left = {LISTED};
            pages.closedBatches(id, batch -> {
                BatchId closed = BatchId.parse(batch);
                if (step == null || step.equals(closed.step())) {
                    left[0] -= write(closed, code, left[0], out);
                }
                return left[0] > 0;
            });
        });
        if (streams.isPruned(id)) {
            throw new NoSuchThingException(
                    "finding", "of execution " + id + " any more: they were pruned; its report has them");
        }
        return findings;
    }

    /** @return how many were written, at most {@code most} */
    private int write(BatchId batch, @Nullable String code, int most, OutputStream out) throws IOException {
        Manifest manifest = Manifests.read(store, batch.manifestKey()).orElse(null);
        Manifest.Part part = manifest == null ? null : manifest.part(PART).orElse(null);
        if (part == null) {
            return 0;
        }
        int written = 0;
        try (PartReader reader = PartReader.open(store, part)) {
            while (written < most && reader.next()) {
                JsonNode finding = reader.value(JsonNode.class);
                if (code == null || code.equals(finding.path("code").asText())) {
                    Streams.line(out, line(batch.step(), finding));
                    written++;
                }
            }
        }
        return written;
    }

    private static String line(String step, JsonNode finding) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("step", step);
        finding.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
        return DocumentJson.write(line);
    }
}
