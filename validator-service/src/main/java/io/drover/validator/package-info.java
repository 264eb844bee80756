/**
 * Proves things: {@link io.drover.validator.CheckConnections} that a run may start, {@link io.drover.validator.Validate}
 * that what was loaded is in the target as it should be.
 */
@NullMarked
package io.drover.validator;

import org.jspecify.annotations.NullMarked;
