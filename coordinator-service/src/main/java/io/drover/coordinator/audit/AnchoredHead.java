package io.drover.coordinator.audit;

import org.jspecify.annotations.Nullable;

/**
 * A head of an execution's audit as it is kept elsewhere.
 *
 * @param head hash of the line that was the last
 * @param count its number; null where only the hash is kept
 * @param signed whether the installation signed it
 * @param place for people
 */
record AnchoredHead(String head, @Nullable Long count, boolean signed, String place) {}
