/** The journal: what every decision came from, on the topic and in the table; and the way back from the topic to the tables. */
@NullMarked
package io.drover.coordinator.journal;

import org.jspecify.annotations.NullMarked;
