/** Reads Zephyr Scale Cloud v2 (docs/contracts/zephyr-scale-and-qtest.md §1). */
@NullMarked
package io.drover.connectors.zephyr;

import org.jspecify.annotations.NullMarked;
