/** Agola v0.7 becomes v0.8 or later, with guards; {@link io.drover.paths.agola.AgolaV07ToLater} is the path. */
@NullMarked
package io.drover.paths.agola;

import org.jspecify.annotations.NullMarked;
