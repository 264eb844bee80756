/**
 * Programs that a connector runs, on this host or over SSH.
 *
 * <p>A {@link io.drover.process.Host} runs a {@link io.drover.process.Program} to its end, and turns everything that can go wrong
 * into a typed {@link io.drover.spi.ConnectorException}. Arguments are a list and never a line for a shell, what is kept is
 * without secrets, and where nobody can know whether a program ended the failure says so.
 */
@NullMarked
package io.drover.process;

import org.jspecify.annotations.NullMarked;
