package io.drover.worker;

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

    S3 s3();

    /** Of an {@code s3:} staging store; credentials come from the AWS SDK's usual places. */
    interface S3 {
        /** For stores other than AWS. */
        Optional<URI> endpoint();

        /** When the environment does not say. */
        Optional<String> region();
    }
}
