package io.drover.coordinator.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What holds for all of the API and is said in no method of it: how errors look, and the token. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Described implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().addSchema(PROBLEM, problem());
        api.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("where one is configured (drover.api.token-file)"));
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> errors(path, method, operation)));
    }

    private static void errors(String path, HttpMethod method, Operation operation) {
        error(operation, "400", "Wrong, with what to mend");
        error(operation, "401", "A token is asked for, and this is not it");
        boolean empty = path.endsWith("/records"); // of what is not there, there are none
        if (path.contains("{") && method != HttpMethod.PUT && !empty) {
            error(operation, "404", "There is no such thing");
        }
        if (method != HttpMethod.GET || path.endsWith("/consent")) {
            error(operation, "409", "Not now, with what is in the way");
        }
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
                                                                .ref(PROBLEM)))));
    }

    private static Schema problem() {
        Schema violation = of(Schema.SchemaType.OBJECT, "one thing that is wrong")
                .addProperty("field", text("where, for example source.settings.projectKey"))
                .addProperty("message", text("what, and what to do"));
        return of(Schema.SchemaType.OBJECT, "what went wrong with a request (RFC 9457)")
                .addProperty("type", text("a word of ours as a relative URI"))
                .addProperty("title", text("in a few words"))
                .addProperty("status", of(Schema.SchemaType.INTEGER, "as in the answer's first line"))
                .addProperty("detail", text("what, where and what to do"))
                .addProperty(
                        "violations",
                        of(Schema.SchemaType.ARRAY, "of a definition or a body; absent otherwise")
                                .items(violation));
    }

    private static Schema text(String description) {
        return of(Schema.SchemaType.STRING, description);
    }

    private static Schema of(Schema.SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}
