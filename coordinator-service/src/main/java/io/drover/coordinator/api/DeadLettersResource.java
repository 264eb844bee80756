package io.drover.coordinator.api;

import io.drover.api.DeadLetter;
import io.drover.coordinator.deadletters.DeadLetters;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that nobody could understand. */
@Tag(name = "Dead letters", description = "Messages that nobody could understand.")
@Path("/api/v1/dead-letters")
@Blocking
public class DeadLettersResource {

    private final DeadLetters letters;
    private final CurrentCaller caller;

    DeadLettersResource(DeadLetters letters, CurrentCaller caller) {
        this.letters = letters;
        this.caller = caller;
    }

    @Operation(operationId = "listDeadLetters", summary = "The newest 100 dead letters, newest first")
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<DeadLetter> list() {
        return letters.newest();
    }

    @Operation(
            operationId = "replayDeadLetter",
            summary = "Put a dead letter back on its topic",
            description =
                    "It stays in the list, marked. 409 when this release cannot understand it either, it was cut or put back"
                            + " before, or commands something that destroys.")
    @APIResponse(responseCode = "202", description = "It is put back")
    @POST
    @Path("{partition}/{offset}/replay")
    public Uni<Response> replay(int partition, long offset) {
        return letters.replay(partition, offset, caller.get())
                .orElseThrow(() -> new NoSuchThingException("dead letter", partition + "/" + offset))
                .replaceWith(Response.accepted().build());
    }
}
