/** What is refused before every route. */
@NullMarked
package io.drover.coordinator.door;

import org.jspecify.annotations.NullMarked;
