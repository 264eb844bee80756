/** The audit's hash chain, computed anew from the bytes that were served. */
@NullMarked
package io.drover.cli.audit;

import org.jspecify.annotations.NullMarked;
