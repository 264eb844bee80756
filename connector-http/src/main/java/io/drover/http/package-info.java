/**
 * The one HTTP client of connectors.
 *
 * <p>An {@link io.drover.http.HttpConnection} belongs to one opened {@link io.drover.spi.Connection}: it keeps to its
 * concurrency, repeats what is safe to repeat, and turns everything that can go wrong into a typed {@link
 * io.drover.spi.ConnectorException}. The sockets belong to the process and outlive it. Where a request may or may not
 * have been done, {@link io.drover.http.Sent} says so instead of guessing.
 */
@NullMarked
package io.drover.http;

import org.jspecify.annotations.NullMarked;
