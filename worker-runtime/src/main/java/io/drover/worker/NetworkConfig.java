package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What connectors may reach. Prefix {@code drover.network}. */
@ConfigMapping(prefix = "drover.network")
public interface NetworkConfig {

    /** Private or loopback networks that are allowed, CIDR, separated by commas. */
    Optional<String> allow();
}
