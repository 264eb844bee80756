@NullMarked
package io.drover.coordinator.evidence;

import org.jspecify.annotations.NullMarked;
