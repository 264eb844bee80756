package io.drover.coordinator.evidence;

/**
 * Evidence that is due.
 *
 * @param batch whose command reads it
 * @param view the execution when it was due, as JSON
 * @param revision of the execution when it was due: later entries of the journal are left out
 */
record Gathering(String batch, String execution, String view, long revision) {}
