package io.drover.sandbox.zephyr;

import java.util.List;
import java.util.function.IntFunction;

/**
 * The rows of a whole list, as JSON.
 *
 * @param row makes the n-th, counted from 0
 */
record ListRows(int size, IntFunction<byte[]> row) {

    static ListRows of(List<byte[]> all) {
        return new ListRows(all.size(), all::get);
    }

    byte[] at(int index) {
        return row.apply(index);
    }
}
