/**
 * A real Kafka broker, PostgreSQL and, where wanted, an S3 server, for a laptop and for tests: without Docker, on loopback
 * only. {@link io.drover.embedded.EmbeddedServers} starts them.
 */
@NullMarked
package io.drover.embedded;

import org.jspecify.annotations.NullMarked;
