/** What the coordinator knows of an execution, gathered for the archive service outside of any decision. */
@NullMarked
package io.drover.coordinator.evidence;

import org.jspecify.annotations.NullMarked;
