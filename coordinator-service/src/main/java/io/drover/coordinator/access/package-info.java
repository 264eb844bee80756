/** Who asks, what they may do, and what they changed of the installation. */
@NullMarked
package io.drover.coordinator.access;

import org.jspecify.annotations.NullMarked;
