package io.drover.spi;

import java.util.Arrays;

/**
 * Which ids were met, in 22 bytes or less each, so that ten million fit: of each it keeps a hash of 64 bits. So a new id may
 * be taken for one that was met: of a million ids one, once in some 10<sup>7</sup> runs. The caller must lose nothing by that,
 * or tell it. Used by one thread.
 */
public final class IdSet {

    /** Most listings are short, and there is one for each record. */
    private static final int INITIAL = 32;

    private long[] slots = new long[INITIAL];
    private int size;
    private boolean zero;

    /** @return whether it was not there before */
    public boolean add(String id) {
        long hash = hash(id);
        if (hash == 0) { // an empty slot
            boolean first = !zero;
            zero = true;
            return first;
        }
        if (size * 4L >= slots.length * 3L) {
            grow();
        }
        if (!put(slots, hash)) {
            return false;
        }
        size++;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> put(larger, hash));
        slots = larger;
    }

    private static boolean put(long[] slots, long hash) {
        int mask = slots.length - 1;
        int place = (int) hash & mask;
        while (slots[place] != 0) {
            if (slots[place] == hash) {
                return false;
            }
            place = (place + 1) & mask;
        }
        slots[place] = hash;
        return true;
    }

    /** FNV-1a over the characters, with the last mixing step of MurmurHash3 (both public domain). */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
