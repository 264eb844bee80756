package io.drover.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * Where an execution's audit ends.
 *
 * @param count its entries
 * @param head the hash of the last one
 */
public record AuditHead(long count, @Nullable String head) {}
