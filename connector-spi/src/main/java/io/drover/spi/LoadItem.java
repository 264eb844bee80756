package io.drover.spi;

import org.jspecify.annotations.Nullable;

/**
 * A record to write.
 *
 * @param record its body with all references resolved to target ids
 * @param targetId null to create; otherwise the record to update
 */
public record LoadItem(Record record, @Nullable String targetId) {}
