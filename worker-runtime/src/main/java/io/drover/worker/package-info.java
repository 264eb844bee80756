/**
 * What the five workers share: {@link io.drover.worker.Operation operations} run on {@link io.drover.worker.Batch
 * batches}; around them the channel edge, staging, failures as data, and the receipt ledger.
 */
@NullMarked
package io.drover.worker;

import org.jspecify.annotations.NullMarked;
