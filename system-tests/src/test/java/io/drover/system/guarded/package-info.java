/** A plug-in of the tests: a connector with guarded actions beside its records, packed into a jar and run in Drover's processes. */
@NullMarked
package io.drover.system.guarded;

import org.jspecify.annotations.NullMarked;
