@NullMarked
package io.drover.validator;

import org.jspecify.annotations.NullMarked;
