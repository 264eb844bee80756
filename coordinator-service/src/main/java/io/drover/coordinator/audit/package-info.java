/** Heads of audits where whoever can write the database cannot, and the proof by them. */
@NullMarked
package io.drover.coordinator.audit;

import org.jspecify.annotations.NullMarked;
