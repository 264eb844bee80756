/** The coordinator's program. */
@NullMarked
package io.drover.coordinator;

import org.jspecify.annotations.NullMarked;
