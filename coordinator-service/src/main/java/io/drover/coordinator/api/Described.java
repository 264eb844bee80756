package io.drover.coordinator.api;

import io.drover.api.AccessRole;
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
                                .description(
                                        "That of the installation (drover.api.token-file), or one that was made (drover tokens create)."));
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        api.getComponents().getSchemas().forEach(RecordSchema::complete);
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> said(path, method, operation)));
    }

    private static void said(String path, HttpMethod method, Operation operation) {
        AccessRole role = OperationRoles.of(operation.getOperationId())
                .orElseThrow(() -> new IllegalStateException("OperationRoles has no role for "
                        + operation.getOperationId() + " (" + method + " " + path + ")"));
        String wants = "Role: " + role.word() + ".";
        operation.setDescription(operation.getDescription() == null ? wants : operation.getDescription() + " " + wants);
        operation.addExtension("x-drover-role", role.word());
        errors(path, method, role, operation);
    }

    private static void errors(String path, HttpMethod method, AccessRole role, Operation operation) {
        error(operation, "400", "Wrong, with what to mend; an unknown query parameter, too");
        error(operation, "401", "There is no token, or none that holds");
        String otherRole = "The token's role is not enough";
        String otherOrigin = "A page of another origin asks";
        if (role != AccessRole.VIEWER) {
            error(
                    operation,
                    "403",
                    method == HttpMethod.GET ? otherRole : otherRole + ", or a page of another origin asks");
        } else if (method != HttpMethod.GET) {
            error(operation, "403", otherOrigin);
        }
        boolean empty = path.endsWith("/records"); // of what is not there, there are none
        if (path.contains("{") && method != HttpMethod.PUT && !empty) {
            error(operation, "404", "There is no such thing");
        }
        boolean always =
                method == HttpMethod.DELETE && path.contains("/tokens/"); // nobody needs a token that is revoked
        if ((method != HttpMethod.GET && !always) || path.endsWith("/consent")) {
            error(operation, "409", "Not now, with what is in the way");
        }
        if (operation.getRequestBody() != null) {
            error(operation, "413", "The body is longer than 64 KiB, of a definition 1 MiB");
        }
        if (method != HttpMethod.GET) {
            error(operation, "415", "The body is not application/json");
        }
        error(operation, "421", "The request's Host is none of the API's names");
        error(operation, "429", "Too many requests, watchers or wrong tokens; Retry-After says when to ask again");
        error(operation, "503", "Tokens cannot be looked up just now, or too many watch already; ask again");
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
