package io.drover.coordinator.access;

import io.drover.api.AccessRole;
import io.drover.coordinator.persistence.AccessTokenRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All tokens as they were last read, by hash; none before that. What is read is numbered, so that one which began before a token was
 * revoked and ended after it changes nothing.
 */
final class TokenTable {

    /** What was read longer ago opens nothing: a revocation may be hidden behind a database that does not answer. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration USE_IS_WRITTEN = Duration.ofHours(1);

    private record Read(long number, Instant at, Map<String, AccessTokenRow> rows) {}

    private Read read = new Read(0, Instant.MIN, Map.of());
    private long begun;
    private final Map<String, Instant> used = new HashMap<>();
    private final Map<String, Instant> unwritten = new HashMap<>();

    /** What is to be given to {@link #ended}. */
    synchronized long begin() {
        return ++begun;
    }

    /** @param at when it was begun */
    synchronized void ended(long number, Instant at, List<AccessTokenRow> rows) {
        if (number > read.number()) {
            read = new Read(
                    number, at, rows.stream().collect(Collectors.toMap(AccessTokenRow::hash, Function.identity())));
            used.keySet().retainAll(read.rows().keySet());
        }
    }

    synchronized boolean isFresh(Instant now) {
        return read.at().isAfter(now.minus(LONGEST));
    }

    synchronized Optional<Caller> find(String hash, Instant now) {
        return Optional.ofNullable(read.rows().get(hash))
                .filter(row -> holds(row.expiresAt(), now))
                .flatMap(row -> {
                    note(row, now);
                    return AccessRole.find(row.role()).map(role -> new Caller(row.name(), role));
                });
    }

    private static boolean holds(@Nullable Instant expires, Instant now) {
        return expires == null || now.isBefore(expires);
    }

    private void note(AccessTokenRow row, Instant now) {
        Instant before =
                used.computeIfAbsent(row.hash(), first -> Objects.requireNonNullElse(row.lastUsedAt(), Instant.EPOCH));
        if (before.isBefore(now.minus(USE_IS_WRITTEN))) {
            used.put(row.hash(), now);
            unwritten.put(row.name(), now);
        }
    }

    /** Names that were used and of which that is not written; each is told once. */
    synchronized Map<String, Instant> takeUsed() {
        Map<String, Instant> taken = Map.copyOf(unwritten);
        unwritten.clear();
        return taken;
    }
}
