/** The contract that every connector keeps, as tests that a connector's own test extends. */
@NullMarked
package io.drover.testkit;

import org.jspecify.annotations.NullMarked;
