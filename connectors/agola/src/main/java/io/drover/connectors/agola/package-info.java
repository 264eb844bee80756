/** Agola: the guarded way from v0.7 to v0.8 and later, one class for each operation (docs/contracts/agola.md). */
@NullMarked
package io.drover.connectors.agola;

import org.jspecify.annotations.NullMarked;
