package io.drover.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One configured instance of a connector, opened for one batch.
 *
 * @param name the connection's name in the migration, for messages
 * @param settings valid under {@link Descriptor#settingsSchema()}; holds no secret
 * @param secrets gives the values of secrets, asked for at the moment of use
 * @param concurrency how many requests this batch may have in flight: its share of the connection's allowance
 * @param origin of a target: the short word that tells records of this command's source from those of another; what is written says
 *     it beside each origin id. Null where records are written without, as earlier releases did
 * @param meter is told of every request; {@link Meter#NONE} when nobody counts
 */
public record Connection(
        String name,
        ObjectNode settings,
        Secrets secrets,
        int concurrency,
        @Nullable String origin,
        Meter meter) {

    public Connection {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency of " + name + " must be at least 1, not " + concurrency);
        }
    }

    /** Without a word for the source. */
    public Connection(String name, ObjectNode settings, Secrets secrets, int concurrency, Meter meter) {
        this(name, settings, secrets, concurrency, null, meter);
    }
}
