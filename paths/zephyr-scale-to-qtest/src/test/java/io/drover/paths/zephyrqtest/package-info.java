@NullMarked
package io.drover.paths.zephyrqtest;

import org.jspecify.annotations.NullMarked;
