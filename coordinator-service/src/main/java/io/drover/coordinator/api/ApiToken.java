package io.drover.coordinator.api;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** The API listens on loopback unless told otherwise, and then wants a token; without one it does not start. */
@ApplicationScoped
public class ApiToken {

    private static final int BEFORE_ALL = 0;

    private final Optional<byte[]> expected;

    ApiToken(
            @ConfigProperty(name = "drover.api.token-file") Optional<Path> tokenFile,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String host)
            throws IOException {
        if (tokenFile.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
            throw new IllegalStateException("The API is to listen on " + host
                    + ", which is not loopback: set drover.api.token-file to a file that holds a token");
        }
        this.expected = tokenFile.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.readString(tokenFile.get()).strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Makes this bean with the application instead of with the first request, so that a refusal is seen at once. */
    void begin(@Observes @Priority(BEFORE_ALL) StartupEvent event) {}

    @ServerRequestFilter
    public @Nullable Response check(ContainerRequestContext request) {
        if (expected.isEmpty() || !request.getUriInfo().getPath().startsWith("/api/")) {
            return null;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        byte[] given = header != null && header.startsWith("Bearer ")
                ? header.substring("Bearer ".length()).strip().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        if (MessageDigest.isEqual(expected.get(), given)) {
            return null;
        }
        return ProblemResponse.of(
                Response.Status.UNAUTHORIZED,
                "no-token",
                "This API wants a token",
                "Send the header Authorization: Bearer with the token of this installation (drover --token-file)");
    }
}
