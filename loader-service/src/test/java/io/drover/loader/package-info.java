@NullMarked
package io.drover.loader;

import org.jspecify.annotations.NullMarked;
