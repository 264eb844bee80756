package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where values of secrets come from. Prefix {@code drover.secrets}. */
@ConfigMapping(prefix = "drover.secrets")
public interface SecretsConfig {

    /** Holds 32 bytes in base64; opens Drover's own table. */
    Optional<Path> keyFile();

    /** One file per secret, as Kubernetes mounts them. */
    Optional<Path> directory();
}
