package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of a worker, prefix {@code drover}. */
@ConfigMapping(prefix = "drover")
public interface WorkerConfig {

    Staging staging();

    Secrets secrets();

    Network network();

    Claim claim();

    /** Where batches wait between phases. */
    interface Staging {
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

    /** Where values of secrets come from. */
    interface Secrets {
        /** Holds 32 bytes in base64; opens Drover's own table. */
        Optional<Path> keyFile();

        /** One file per secret, as Kubernetes mounts them. */
        Optional<Path> directory();
    }

    /** What connectors may reach. */
    interface Network {
        /** Private or loopback networks that are allowed, CIDR, separated by commas. */
        Optional<String> allow();
    }

    /** How long an attempt that changes the outside owns its batch without a sign of life. */
    interface Claim {
        @WithDefault("15S")
        Duration lease();
    }
}
