/** Writes qTest Manager v3 (reference/zephyr-qtest.md §3). */
@NullMarked
package io.drover.connectors.qtest;

import org.jspecify.annotations.NullMarked;
