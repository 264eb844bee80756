package io.drover.coordinator.api;

import io.drover.api.Violation;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** No control character comes in by an id or a name in the path, a query parameter, or a header that a route reads. */
public class RequestTexts {

    @ServerRequestFilter
    public void refuseControlCharacters(ResourceInfo resource, UriInfo uri, ContainerRequestContext request) {
        List<Violation> wrong = new ArrayList<>();
        look(uri.getPathParameters(), wrong);
        look(uri.getQueryParameters(), wrong);
        for (Parameter parameter : resource.getResourceMethod().getParameters()) {
            RestHeader header = parameter.getAnnotation(RestHeader.class);
            if (header != null) {
                look(header.value(), request.getHeaderString(header.value()), wrong);
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidRequestException(wrong);
        }
    }

    private static void look(MultivaluedMap<String, String> parameters, List<Violation> wrong) {
        parameters.forEach((name, values) -> values.forEach(value -> look(name, value, wrong)));
    }

    private static void look(String field, @Nullable String value, List<Violation> wrong) {
        String message = value == null ? null : ApiTexts.wrongLine(value);
        if (message != null) {
            wrong.add(new Violation(field, message));
        }
    }
}
