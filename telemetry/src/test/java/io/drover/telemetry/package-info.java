@NullMarked
package io.drover.telemetry;

import org.jspecify.annotations.NullMarked;
