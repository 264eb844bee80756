/**
 * What an execution is and how it goes on. No framework: states are immutable, and {@link
 * io.drover.coordinator.domain.Decider} is a pure function of state, result and time.
 */
@NullMarked
package io.drover.coordinator.domain;

import org.jspecify.annotations.NullMarked;
