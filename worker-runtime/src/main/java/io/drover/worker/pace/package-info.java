/**
 * How fast each outside system is asked, over all executions and worker processes. {@link io.drover.worker.pace.SystemPace} is
 * what all share, one row of the table {@code ledger.pace} for each system; {@link io.drover.worker.pace.Book} is what one
 * process holds of it; {@link io.drover.worker.pace.Governor} makes requests wait. Without a limit that is known nobody is asked.
 */
@NullMarked
package io.drover.worker.pace;

import org.jspecify.annotations.NullMarked;
