package io.drover.sandbox.http;

import java.util.stream.Collectors;

/** The controls of a sandbox over HTTP, under {@code /admin}. No token: it listens on the loopback unless told otherwise. */
public final class Admin implements LookAlikeApi {

    private final Routes routes = new Routes(name());

    public Admin() {
        routes.otherwise(call -> error(
                404,
                routes.endpoints().stream()
                        .filter(endpoint -> endpoint != routes.unknown())
                        .map(endpoint -> endpoint.method() + " " + prefix() + endpoint.template())
                        .collect(Collectors.joining(", ", "there are ", ""))));
    }

    @Override
    public String name() {
        return "admin";
    }

    /** To be added to. */
    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public PlayedAnswer error(int status, String message) {
        return PlayedAnswer.json(
                status, Json.MAPPER.createObjectNode().put("message", message).toString());
    }

    @Override
    public boolean faulty() {
        return false;
    }
}
