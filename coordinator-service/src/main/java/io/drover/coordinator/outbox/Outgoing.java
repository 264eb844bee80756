package io.drover.coordinator.outbox;

/**
 * A row of the outbox.
 *
 * @param owner the execution or migration that it is about
 * @param refused how often its topic did not take it
 */
record Outgoing(long id, String topic, String key, String payload, String owner, int refused) {}
