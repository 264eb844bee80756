/** Measures migrations of made-up projects on an installation that it starts for itself. */
@NullMarked
package io.drover.benchmarks;

import org.jspecify.annotations.NullMarked;
