package io.drover.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This process among all workers: the application's name and a random part that is new at each start. */
@ApplicationScoped
public class WorkerName {

    private final String value;

    WorkerName(@ConfigProperty(name = "quarkus.application.name", defaultValue = "worker") String application) {
        this.value = application + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    public String value() {
        return value;
    }
}
