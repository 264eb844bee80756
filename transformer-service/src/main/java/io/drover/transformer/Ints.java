package io.drover.transformer;

import java.util.Arrays;

/** A growing list of numbers, without boxes. */
final class Ints {

    private int[] items = new int[16];
    private int size;

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size + (size >> 1));
        }
        items[size++] = item;
    }

    int get(int place) {
        return items[place];
    }

    int size() {
        return size;
    }
}
