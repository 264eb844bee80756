@NullMarked
package io.drover.mapping;

import org.jspecify.annotations.NullMarked;
