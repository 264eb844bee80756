@NullMarked
package io.drover.coordinator.planning;

import org.jspecify.annotations.NullMarked;
