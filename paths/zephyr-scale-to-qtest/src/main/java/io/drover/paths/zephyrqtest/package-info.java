/**
 * Folders of Zephyr Scale become modules of qTest, test cases become test cases. {@link
 * io.drover.paths.zephyrqtest.ZephyrScaleToQTest} is the path.
 */
@NullMarked
package io.drover.paths.zephyrqtest;

import org.jspecify.annotations.NullMarked;
