package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who owns a batch that changes the outside. Prefix {@code drover.claim}. */
@ConfigMapping(prefix = "drover.claim")
public interface ClaimConfig {

    /** How long an attempt owns its batch without a sign of life. */
    @WithDefault("15S")
    Duration lease();
}
