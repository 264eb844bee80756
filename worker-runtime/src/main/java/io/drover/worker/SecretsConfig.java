package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where values of secrets come from. Prefix {@code drover.secrets}. */
@ConfigMapping(prefix = "drover.secrets")
public interface SecretsConfig {

    /** Holds 32 bytes in base64; opens Drover's own table. */
    Optional<Path> keyFile();

    /** One file per secret, as Kubernetes mounts them. */
    Optional<Path> directory();

    /** Where HashiCorp Vault is; none unless it is said. */
    Optional<Vault> vault();

    /** How it is reached. */
    interface Vault {

        /** As in {@code https://vault.example:8200}. */
        URI address();

        /** Holds its token and nothing else; read at each use. */
        Path tokenFile();

        /** The secrets engine, KV version 2; {@code secret} unless it is said. */
        Optional<String> mount();

        /** Below it, where there is one for each name; {@code drover} unless it is said. */
        Optional<String> path();

        /** Of Vault Enterprise. */
        Optional<String> namespace();
    }
}
