/** The program that plays all systems whose look-alikes are on its class path. */
@NullMarked
package io.drover.sandbox.program;

import org.jspecify.annotations.NullMarked;
