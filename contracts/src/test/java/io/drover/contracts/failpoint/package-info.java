@NullMarked
package io.drover.contracts.failpoint;

import org.jspecify.annotations.NullMarked;
