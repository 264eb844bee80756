/** Zephyr Scale Cloud v2, the reading side, over a project's data. */
@NullMarked
package io.drover.sandbox.zephyr;

import org.jspecify.annotations.NullMarked;
