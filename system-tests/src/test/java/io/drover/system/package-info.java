/** The whole system as its users run it: real processes, Kafka and PostgreSQL, against the sandbox. */
@NullMarked
package io.drover.system;

import org.jspecify.annotations.NullMarked;
