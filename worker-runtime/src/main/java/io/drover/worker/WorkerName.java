package io.drover.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This process among all workers: the application's name and a random part that is new at each start; and its release. */
@ApplicationScoped
public class WorkerName {

    private final String value;
    private final String version;

    WorkerName(
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "worker") String application,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.version = version;
        this.value = application + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    public String value() {
        return value;
    }

    /** Release of Drover. */
    String version() {
        return version;
    }
}
