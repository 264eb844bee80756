@NullMarked
package io.drover.transformer;

import org.jspecify.annotations.NullMarked;
