@NullMarked
package io.drover.coordinator.prune;

import org.jspecify.annotations.NullMarked;
