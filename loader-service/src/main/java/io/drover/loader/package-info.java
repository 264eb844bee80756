/** The loader service: its operations on batches. */
@NullMarked
package io.drover.loader;

import org.jspecify.annotations.NullMarked;
