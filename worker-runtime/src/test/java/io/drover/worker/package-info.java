@NullMarked
package io.drover.worker;

import org.jspecify.annotations.NullMarked;
