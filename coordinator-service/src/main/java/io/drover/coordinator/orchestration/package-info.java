/** Where decisions meet the world: results in, state kept, commands and events out, in one transaction each. */
@NullMarked
package io.drover.coordinator.orchestration;

import org.jspecify.annotations.NullMarked;
