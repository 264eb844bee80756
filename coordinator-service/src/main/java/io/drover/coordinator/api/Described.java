package io.drover.coordinator.api;

import io.drover.api.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What holds for all of the API and is said in no method of it: how errors look, the token, what may be absent or null. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Described implements OASFilter {

    private static final String TOKEN = "token";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setServers(List.of(OASFactory.createServer()
                .url("http://127.0.0.1:8470")
                .description("where an installation listens unless told otherwise")));
        api.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("That of the installation (drover.api.token-file)."));
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        api.getComponents().getSchemas().forEach(RecordSchema::complete);
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> errors(path, method, operation)));
    }

    private static void errors(String path, HttpMethod method, Operation operation) {
        error(operation, "400", "Wrong, with what to mend; an unknown query parameter, too");
        error(operation, "401", "The token is missing, or this is not it");
        if (method != HttpMethod.GET) {
            error(operation, "403", "A page of another origin asks");
        }
        boolean empty = path.endsWith("/records"); // of what is not there, there are none
        if (path.contains("{") && method != HttpMethod.PUT && !empty) {
            error(operation, "404", "There is no such thing");
        }
        if (method != HttpMethod.GET || path.endsWith("/consent")) {
            error(operation, "409", "Not now, with what is in the way");
        }
        if (operation.getRequestBody() != null) {
            error(operation, "413", "The body is longer than 64 KiB, of a definition 1 MiB");
        }
        if (method != HttpMethod.GET) {
            error(operation, "415", "The body is not application/json");
        }
        error(operation, "421", "The request's Host is none of the API's names");
        error(operation, "500", "Something went wrong inside, with a reference to find in the coordinator's log");
    }

    private static void error(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addAPIResponse(
                        status,
                        OASFactory.createAPIResponse()
                                .description(description)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref(Problem.class.getSimpleName())))));
    }
}
