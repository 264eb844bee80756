/** From a recipe and a migration to a plan. */
@NullMarked
package io.drover.coordinator.planning;

import org.jspecify.annotations.NullMarked;
