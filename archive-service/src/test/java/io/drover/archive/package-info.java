@NullMarked
package io.drover.archive;

import org.jspecify.annotations.NullMarked;
