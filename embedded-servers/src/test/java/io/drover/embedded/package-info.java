@NullMarked
package io.drover.embedded;

import org.jspecify.annotations.NullMarked;
