/** What is believed of what comes over Kafka, and how what goes out is signed. */
@NullMarked
package io.drover.coordinator.signing;

import org.jspecify.annotations.NullMarked;
