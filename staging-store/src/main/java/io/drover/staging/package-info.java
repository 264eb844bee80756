/**
 * Where data waits between phases. A batch attempt writes {@link io.drover.staging.Manifest.Part parts} under keys of its
 * own, then commits with a {@link io.drover.staging.Manifest manifest} under the batch's key: the first manifest wins.
 */
@NullMarked
package io.drover.staging;

import org.jspecify.annotations.NullMarked;
