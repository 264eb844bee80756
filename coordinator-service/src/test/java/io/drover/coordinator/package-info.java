@NullMarked
package io.drover.coordinator;

import org.jspecify.annotations.NullMarked;
