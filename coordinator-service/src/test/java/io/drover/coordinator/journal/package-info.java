@NullMarked
package io.drover.coordinator.journal;

import org.jspecify.annotations.NullMarked;
