@NullMarked
package io.drover.staging;

import org.jspecify.annotations.NullMarked;
