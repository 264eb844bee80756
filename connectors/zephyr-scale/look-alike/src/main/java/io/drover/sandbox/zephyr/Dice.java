package io.drover.sandbox.zephyr;

import java.util.List;

/** Choices that depend on nothing but seed, case and purpose, so that no case has to be kept. */
record Dice(long seed, long index) {

    /** A well mixed number for one purpose. */
    private long roll(int purpose) {
        long z = seed + index * 0x9E3779B97F4A7C15L + purpose * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) & Long.MAX_VALUE;
    }

    /** 0 to bound-1. */
    int below(int purpose, int bound) {
        return (int) (roll(purpose) % bound);
    }

    boolean oneIn(int purpose, int chance) {
        return below(purpose, chance) == 0;
    }

    <T> T pick(int purpose, List<T> from) {
        return from.get(below(purpose, from.size()));
    }
}
