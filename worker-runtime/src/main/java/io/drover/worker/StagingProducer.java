package io.drover.worker;

import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;

/** The staging store of this installation. */
final class StagingProducer {

    @Produces
    @ApplicationScoped
    StagingStore store(StagingConfig config, MeterRegistry registry) throws IOException {
        StagingConfig.S3 s3 = config.s3();
        return new CountedStore(
                StagingStores.open(
                        config.uri(),
                        new S3Options(s3.endpoint(), s3.region()),
                        config.minFree().asLongValue()),
                config.uri(),
                registry);
    }

    void close(@Disposes StagingStore store) {
        store.close();
    }
}
