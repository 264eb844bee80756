package io.drover.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a worker ends. Prefix {@code drover.shutdown}. */
@ConfigMapping(prefix = "drover.shutdown")
public interface ShutdownConfig {

    /** How long running batches may take to finish after the process was told to end. */
    @WithDefault("10S")
    Duration patience();
}
