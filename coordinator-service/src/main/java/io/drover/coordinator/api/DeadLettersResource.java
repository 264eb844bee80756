package io.drover.coordinator.api;

import io.drover.coordinator.deadletters.DeadLetter;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Messages that nobody could understand. */
@Path("/api/v1/dead-letters")
@Blocking
public class DeadLettersResource {

    private final DeadLetters letters;

    DeadLettersResource(DeadLetters letters) {
        this.letters = letters;
    }

    /** The newest 100, newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<DeadLetter> list() {
        return letters.newest();
    }

    /** Puts one back on its topic; it stays here, marked. 409 when this release cannot understand it either. */
    @APIResponse(responseCode = "202", description = "It is put back")
    @POST
    @Path("{partition}/{offset}/replay")
    public Uni<Response> replay(int partition, long offset) {
        return letters.replay(partition, offset)
                .orElseThrow(() -> new NoSuchThingException("dead letter", partition + "/" + offset))
                .replaceWith(Response.accepted().build());
    }
}
