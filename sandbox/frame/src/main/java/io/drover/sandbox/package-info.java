/** What all look-alikes of outside systems share: one port, controls over HTTP, faults, limits and statistics. */
@NullMarked
package io.drover.sandbox;

import org.jspecify.annotations.NullMarked;
