package io.drover.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where batches wait between phases. Prefix {@code drover.staging}. */
@ConfigMapping(prefix = "drover.staging")
public interface StagingConfig {

    /** {@code file:///directory} or {@code s3://bucket/prefix}. */
    @WithDefault("file:///var/lib/drover/staging")
    URI uri();

    /** With less on the disk of a staging directory, no batch begins; 0 is no limit. A bucket has none. */
    @WithDefault("256M")
    MemorySize minFree();

    S3 s3();

    /** Of an {@code s3:} staging store; credentials come from the AWS SDK's usual places. */
    interface S3 {
        /** For stores other than AWS. */
        Optional<URI> endpoint();

        /** When the environment does not say. */
        Optional<String> region();
    }
}
