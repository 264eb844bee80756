/** The REST API under {@code /api/v1}: resources, and problems as RFC 9457 has them. */
@NullMarked
package io.drover.coordinator.api;

import org.jspecify.annotations.NullMarked;
