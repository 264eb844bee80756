package io.drover.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One configured instance of a connector, opened for one batch.
 *
 * @param name the connection's name in the migration, for messages
 * @param settings valid under {@link Descriptor#settingsSchema()}; holds no secret
 * @param secrets gives the values of secrets, asked for at the moment of use
 * @param concurrency how many requests this batch may have in flight: its share of the connection's allowance
 * @param meter is told of every request; {@link Meter#NONE} when nobody counts
 */
public record Connection(String name, ObjectNode settings, Secrets secrets, int concurrency, Meter meter) {

    public Connection {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency of " + name + " must be at least 1, not " + concurrency);
        }
    }
}
