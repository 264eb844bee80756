@NullMarked
package io.drover.extractor;

import org.jspecify.annotations.NullMarked;
