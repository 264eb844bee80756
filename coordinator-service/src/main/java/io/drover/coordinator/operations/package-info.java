/** The coordinator as operators see it: figures at /q/metrics, readiness, and the spans of submissions and commands. */
@NullMarked
package io.drover.coordinator.operations;

import org.jspecify.annotations.NullMarked;
