package io.drover.coordinator.api;

import io.drover.api.Violation;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A misspelled query parameter is said to be one: to pass it over would answer another question than was asked. */
public class QueryParameters {

    @ServerRequestFilter
    public void refuseUnknown(ResourceInfo resource, UriInfo request) {
        Set<String> asked = request.getQueryParameters().keySet();
        if (asked.isEmpty()) {
            return;
        }
        Set<String> known = known(resource.getResourceMethod());
        List<Violation> unknown = asked.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> new Violation(
                        name,
                        "unknown query parameter; " + (known.isEmpty() ? "there is none here" : "known are " + known)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException(unknown);
        }
    }

    private static Set<String> known(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
                .map(Parameter::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
