package io.drover.spi;

import org.jspecify.annotations.Nullable;

/**
 * A record to write.
 *
 * @param record its body with all references resolved to target ids; a null in it says that there is no value, and in an update
 *     that one which is there goes
 * @param targetId null to create; otherwise the record to update
 */
public record LoadItem(Record record, @Nullable String targetId) {}
