@NullMarked
package io.drover.api;

import org.jspecify.annotations.NullMarked;
