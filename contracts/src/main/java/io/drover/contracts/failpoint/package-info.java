/** Named moments between a command and its result, at which a test makes a process die, stand still or fail. */
@NullMarked
package io.drover.contracts.failpoint;

import org.jspecify.annotations.NullMarked;
