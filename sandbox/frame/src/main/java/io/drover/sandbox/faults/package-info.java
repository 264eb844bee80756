/** What can be made to go wrong on purpose, and how often it did. */
@NullMarked
package io.drover.sandbox.faults;

import org.jspecify.annotations.NullMarked;
