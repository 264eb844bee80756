@NullMarked
package io.drover.coordinator.orchestration;

import org.jspecify.annotations.NullMarked;
