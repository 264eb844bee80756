@NullMarked
package io.drover.worker.pace;

import org.jspecify.annotations.NullMarked;
