/**
 * Look-alikes of Agola's run service and config store, v0.7.1 and v0.8 to v0.10, each on a port of its own. Faithful to
 * {@code docs/contracts/agola.md} 1.3 to 1.10.
 */
@NullMarked
package io.drover.sandbox.agola;

import org.jspecify.annotations.NullMarked;
