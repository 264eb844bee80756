@NullMarked
package io.drover.coordinator.access;

import org.jspecify.annotations.NullMarked;
