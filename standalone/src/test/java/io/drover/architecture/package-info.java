/** The rules that hold between modules, each with what to do instead. */
@NullMarked
package io.drover.architecture;

import org.jspecify.annotations.NullMarked;
