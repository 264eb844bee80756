package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What connectors may reach. Prefix {@code drover.network}. */
@ConfigMapping(prefix = "drover.network")
public interface NetworkConfig {

    /** Private or loopback networks that are allowed, CIDR, separated by commas. */
    Optional<String> allow();

    /** A file with certificates in PEM that are trusted beside those of Java, whatever the connection. */
    Optional<Path> certificateAuthorities();
}
