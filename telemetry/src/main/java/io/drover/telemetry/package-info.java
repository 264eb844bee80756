/** What operators see of a service: traces, keys of log lines, and probes behind its readiness. */
@NullMarked
package io.drover.telemetry;

import org.jspecify.annotations.NullMarked;
