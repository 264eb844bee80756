/** Reads Zephyr Scale Cloud v2 (reference/zephyr-qtest.md §1). */
@NullMarked
package io.drover.connectors.zephyr;

import org.jspecify.annotations.NullMarked;
