package io.drover.transformer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Numbers ids from 0 as they come, in 21 to 35 bytes each however long they are: of an id it keeps 128 bits of its SHA-256, so two that
 * are taken for one are not to be expected in any number of migrations. Used by one thread at a time.
 */
final class NodeIds {

    private static final int INITIAL = 1024;

    private final MessageDigest sha256 = sha256();
    private long[] high = new long[INITIAL];
    private long[] low = new long[INITIAL];
    /** Number of the id + 1 by hash; 0 is free. */
    private int[] slots = new int[2 * INITIAL];

    private int size;

    /** @return -1 when it has no number */
    int find(String id) {
        ByteBuffer hash = hash(id);
        return slots[slot(hash.getLong(0), hash.getLong(Long.BYTES))] - 1;
    }

    /** The number of an id, a new one when it has none. */
    int number(String id) {
        ByteBuffer hash = hash(id);
        long first = hash.getLong(0);
        long second = hash.getLong(Long.BYTES);
        int slot = slot(first, second);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == high.length) {
            int larger = size + (size >> 1);
            high = Arrays.copyOf(high, larger);
            low = Arrays.copyOf(low, larger);
        }
        high[size] = first;
        low[size] = second;
        slots[slot] = ++size;
        if (size * 4L > slots.length * 3L) {
            grow();
        }
        return size - 1;
    }

    int size() {
        return size;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int node = 0; node < size; node++) {
            slots[slot(high[node], low[node])] = node + 1;
        }
    }

    private int slot(long first, long second) {
        int mask = slots.length - 1;
        int slot = (int) first & mask;
        while (slots[slot] != 0 && (high[slots[slot] - 1] != first || low[slots[slot] - 1] != second)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private ByteBuffer hash(String id) {
        return ByteBuffer.wrap(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
