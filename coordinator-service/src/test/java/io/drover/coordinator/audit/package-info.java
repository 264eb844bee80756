@NullMarked
package io.drover.coordinator.audit;

import org.jspecify.annotations.NullMarked;
