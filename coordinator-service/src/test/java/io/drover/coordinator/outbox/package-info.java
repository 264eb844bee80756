@NullMarked
package io.drover.coordinator.outbox;

import org.jspecify.annotations.NullMarked;
