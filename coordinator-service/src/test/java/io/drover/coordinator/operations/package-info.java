@NullMarked
package io.drover.coordinator.operations;

import org.jspecify.annotations.NullMarked;
