/**
 * What a connector implements.
 *
 * <p>A {@link io.drover.spi.Connector} describes itself and opens a {@link io.drover.spi.Source} or a {@link
 * io.drover.spi.Target} on a {@link io.drover.spi.Connection}. All methods block and are called on virtual threads. What
 * is wrong with <em>one record</em> is a {@link io.drover.spi.Finding}, which is data; what keeps a <em>batch</em> from
 * being done is a {@link io.drover.spi.ConnectorException}, whose type decides about retry.
 */
@NullMarked
package io.drover.spi;

import org.jspecify.annotations.NullMarked;
