package io.drover.coordinator.prune;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of one kind is, or was, to go.
 *
 * @param kind a word of {@link Kind}, or {@code receipts}
 * @param executions how many it is of
 * @param rows rows, objects or messages
 * @param bytes of their contents, without what a database adds
 * @param oldest when the first of those executions ended; null for none. Likewise {@code newest}, the last
 * @param kept how many executions were left alone, though old enough; {@code why} says why
 */
public record Found(
        String kind,
        long executions,
        long rows,
        long bytes,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        long kept,
        @Nullable String why) {

    static Found of(String kind, long executions, long rows, long bytes, @Nullable Instant from, @Nullable Instant to) {
        return new Found(kind, executions, rows, bytes, from, to, 0, null);
    }
}
