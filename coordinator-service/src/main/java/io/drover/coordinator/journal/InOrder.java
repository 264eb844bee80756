package io.drover.coordinator.journal;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Gives entries of one execution or migration in the order 1, 2, 3 …, each once: a relay that crashed sends again, and one
 * that was thrown out may send late.
 */
final class InOrder<T extends Journaled> {

    /** After so many later entries, a missing entry is taken as lost. */
    private static final int PATIENCE = 100_000;

    private final String name;
    private final TreeMap<Long, Early<T>> early = new TreeMap<>();
    private long[] seen = new long[16];
    private int taken;

    /** @param name for messages: {@code execution 2026…} */
    InOrder(String name) {
        this.name = name;
    }

    /**
     * Takes an entry that was read, and hands on all that is its turn now.
     *
     * @param text the entry as it was read
     * @throws RebuildException when another entry has its number
     */
    void add(T entry, String text, BiConsumer<T, String> next) {
        if (entry.seq() <= taken) {
            if (entry.seq() < 1 || seen[(int) entry.seq() - 1] != fingerprint(text)) {
                throw twoOfThem(entry.seq());
            }
            return;
        }
        if (entry.seq() > taken + 1L) {
            Early<T> other = early.putIfAbsent(entry.seq(), new Early<>(entry, text));
            if (other != null && !other.text().equals(text)) {
                throw twoOfThem(entry.seq());
            }
            if (early.size() > PATIENCE) {
                throw missing();
            }
            return;
        }
        take(entry, text, next);
        for (Early<T> waiting = early.remove(taken + 1L); waiting != null; waiting = early.remove(taken + 1L)) {
            take(waiting.entry(), waiting.text(), next);
        }
    }

    /** @throws RebuildException when one is missing */
    void proveWhole() {
        if (!early.isEmpty()) {
            throw missing();
        }
    }

    private void take(T entry, String text, BiConsumer<T, String> next) {
        if (taken == seen.length) {
            seen = Arrays.copyOf(seen, 2 * taken);
        }
        seen[taken++] = fingerprint(text);
        next.accept(entry, text);
    }

    private RebuildException missing() {
        return new RebuildException("Entry " + (taken + 1) + " of " + name + " is missing in the log, and entry "
                + early.firstKey() + " is there. What a log with a hole says is not known; restore the database from"
                + " its backup.");
    }

    private RebuildException twoOfThem(long seq) {
        return new RebuildException("There are two different entries " + seq + " of " + name
                + " in the log: after the first was sent, the database was set back to an older state. Restore the"
                + " database from its newest backup.");
    }

    /** FNV-1a. */
    private static long fingerprint(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private record Early<T>(T entry, String text) {}
}
