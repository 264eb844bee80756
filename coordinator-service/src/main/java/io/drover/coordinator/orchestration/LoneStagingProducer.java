package io.drover.coordinator.orchestration;

import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The staging store of a coordinator that runs alone; beside workers it shares theirs. */
final class LoneStagingProducer {

    @Produces
    @ApplicationScoped
    @DefaultBean
    StagingStore store(
            @ConfigProperty(name = "drover.staging.uri", defaultValue = "file:///var/lib/drover/staging") URI uri,
            @ConfigProperty(name = "drover.staging.min-free", defaultValue = "256M") MemorySize minFree,
            @ConfigProperty(name = "drover.staging.s3.endpoint") Optional<URI> endpoint,
            @ConfigProperty(name = "drover.staging.s3.region") Optional<String> region)
            throws IOException {
        return StagingStores.open(uri, new S3Options(endpoint, region), minFree.asLongValue());
    }

    void close(@Disposes StagingStore store) {
        store.close();
    }
}
