/** What the resources do to a request before they use it. */
@NullMarked
package io.drover.coordinator.api;

import org.jspecify.annotations.NullMarked;
