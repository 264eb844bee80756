/** The extractor service: its operations on batches. */
@NullMarked
package io.drover.extractor;

import org.jspecify.annotations.NullMarked;
