/** Writes qTest Manager v3 (docs/contracts/zephyr-scale-and-qtest.md §3). */
@NullMarked
package io.drover.connectors.qtest;

import org.jspecify.annotations.NullMarked;
