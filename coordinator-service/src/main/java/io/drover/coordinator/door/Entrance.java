package io.drover.coordinator.door;

import io.quarkus.vertx.http.runtime.filters.Filters;
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

    private final Door door;

    Entrance(
            @ConfigProperty(name = "drover.api.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = ApiToken.SETTING) Optional<Path> tokenFile) {
        this.door = new Door(new ApiHosts(hosts.orElse(List.of())), ApiToken.read(tokenFile));
    }

    void stand(@Observes Filters filters) {
        filters.register(door, FIRST);
    }
}
