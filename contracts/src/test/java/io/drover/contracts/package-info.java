@NullMarked
package io.drover.contracts;

import org.jspecify.annotations.NullMarked;
