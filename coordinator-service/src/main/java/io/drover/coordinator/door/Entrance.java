package io.drover.coordinator.door;

import io.drover.coordinator.access.AccessTokens;
import io.drover.coordinator.access.CallerNames;
import io.drover.coordinator.access.OidcConfig;
import io.drover.coordinator.access.OidcTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the door before all routes. Without a token there is no server. */
@ApplicationScoped
public class Entrance {

    /** Above all that Quarkus puts before routes, as its authentication and CORS. */
    private static final int FIRST = 10_000;

    /** What audits call whoever has the installation's own token. */
    private static final String OWN_NAME = "drover.api.token-name";

    private final Door door;

    Entrance(
            @ConfigProperty(name = "drover.api.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = ApiToken.SETTING) Optional<Path> tokenFile,
            @ConfigProperty(name = OWN_NAME) String name,
            AccessTokens tokens,
            ApiLimits limits,
            OidcConfig provider,
            Vertx vertx,
            MeterRegistry registry) {
        String wrong = CallerNames.wrongOwn(name);
        if (wrong != null) {
            throw new IllegalStateException(OWN_NAME + " " + wrong);
        }
        this.door = new Door(
                new ApiHosts(hosts.orElse(List.of())),
                new Callers(ApiToken.read(tokenFile), name, tokens, OidcTokens.of(provider, name), vertx),
                limits,
                new DoorFigures(registry));
    }

    void stand(@Observes Filters filters) {
        filters.register(door, FIRST);
    }
}
