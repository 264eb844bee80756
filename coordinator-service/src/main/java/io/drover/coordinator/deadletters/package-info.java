/** Messages that nobody could understand: how they are kept, shown, and put back once they can be. */
@NullMarked
package io.drover.coordinator.deadletters;

import org.jspecify.annotations.NullMarked;
