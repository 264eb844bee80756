/** Retention: what executions that ended leave behind is counted, and taken away when somebody says so. */
@NullMarked
package io.drover.coordinator.prune;

import org.jspecify.annotations.NullMarked;
