package io.drover.coordinator.api;

import io.drover.api.AccessToken;
import io.drover.api.MadeAccessToken;
import io.drover.api.NewAccessToken;
import io.drover.api.Violation;
import io.drover.coordinator.access.AccessTokens;
import io.drover.coordinator.access.CallerNames;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** By which people and programs ask. */
@Tag(name = "Access", description = "Who may ask, and what was changed of the installation.")
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {

    private final AccessTokens tokens;
    private final CurrentCaller caller;
    private final String own;

    TokensResource(
            AccessTokens tokens, CurrentCaller caller, @ConfigProperty(name = "drover.api.token-name") String own) {
        this.tokens = tokens;
        this.caller = caller;
        this.own = own;
    }

    @Operation(
            operationId = "createToken",
            summary = "Make a token for a person or a program",
            description =
                    "Its value is in this answer and nowhere else. 409 when there is a token of that name: revoke it"
                            + " first.")
    @APIResponse(
            responseCode = "201",
            description = "Made; it holds from now on",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = MadeAccessToken.class)))
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(@Nullable NewAccessToken body) {
        NewAccessToken wanted = Required.body(body);
        prove(wanted);
        return tokens.make(wanted.name(), wanted.role(), wanted.expiresAt(), caller.get())
                .onFailure(ConstraintViolationException.class)
                .transform(taken -> new NotNowException("There is a token of the name " + wanted.name()
                        + " (in whichever case); revoke it first, or take another name."))
                .map(made -> Response.created(URI.create(
                                "/api/v1/tokens/" + made.token().name().replace(" ", "%20")))
                        .entity(made)
                        .build());
    }

    private void prove(NewAccessToken wanted) {
        List<Violation> wrong = new ArrayList<>();
        String name = CallerNames.wrong(wanted.name(), own);
        if (name != null) {
            wrong.add(new Violation("name", name));
        }
        if (wanted.role() == null) {
            wrong.add(new Violation("role", "is required: viewer, operator, approver or administrator"));
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(Instant.now())) {
            wrong.add(new Violation("expiresAt", "is over already"));
        }
        if (!wrong.isEmpty()) {
            throw new InvalidRequestException(wrong);
        }
    }

    @Operation(
            operationId = "listTokens",
            summary = "All tokens, by name, those that have expired too",
            description = "Without their values, which are kept nowhere. The installation's own is not among them.")
    @GET
    public Uni<List<AccessToken>> list() {
        return tokens.list();
    }

    @Operation(
            operationId = "revokeToken",
            summary = "Take a token away",
            description =
                    "It opens nothing from the next request on; where several coordinators run, from a second later.")
    @APIResponse(responseCode = "204", description = "Revoked")
    @DELETE
    @Path("{name}")
    public Uni<Response> revoke(String name) {
        return tokens.revoke(name, caller.get()).map(gone -> {
            if (!gone) {
                throw new NoSuchThingException("token", name);
            }
            return Response.noContent().build();
        });
    }
}
