package io.drover.connectors.agola.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Items one after the other in one array, so that sorting and writing them makes no garbage. */
final class ItemBuffer {

    private static final int FIRST_SIZE = 16 * 1024;
    private static final int MOST_ITEMS = 1 << 20;
    private static final int OFFSET_BITS = 32;

    /** Keys ascend as unsigned bytes, longs do not. */
    private static final long SIGN = 0x8000_0000L;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int filled;
    private int[] starts = new int[64];
    private int count;

    void add(String key, byte[] array, int from, int length) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int end = filled + Item.HEADER + keyBytes.length + length;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        ByteBuffer.wrap(bytes, filled, end - filled)
                .putInt(keyBytes.length)
                .putInt(length)
                .put(keyBytes)
                .put(array, from, length);
        starts[count++] = filled;
        filled = end;
    }

    int count() {
        return count;
    }

    boolean isFull(int memory) {
        return filled + count * Integer.BYTES > memory || count == MOST_ITEMS;
    }

    /** Sorts by key; items with equal keys stay in their order. */
    void sort() {
        // The first four bytes of a key decide most comparisons; the offset makes equal ones stable.
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            int key = starts[i] + Item.HEADER;
            int keyEnd = key + ByteBuffer.wrap(bytes, starts[i], Integer.BYTES).getInt();
            long prefix = Item.prefix(bytes, key, keyEnd) >>> OFFSET_BITS;
            order[i] = (prefix ^ SIGN) << OFFSET_BITS | starts[i];
        }
        Arrays.sort(order);
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && order[to] >> OFFSET_BITS == order[from] >> OFFSET_BITS) {
                to++;
            }
            sortTies(order, from, to);
            from = to;
        }
    }

    private void sortTies(long[] order, int from, int to) {
        if (to - from == 1) {
            starts[from] = (int) order[from];
            return;
        }
        Item left = new Item();
        Item right = new Item();
        int[] sorted = IntStream.range(from, to)
                .mapToObj(i -> (int) order[i])
                .sorted((a, b) -> left.at(bytes, a).compareKey(right.at(bytes, b)))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, starts, from, sorted.length);
    }

    Item item(Item view, int index) {
        return view.at(bytes, starts[index]);
    }

    void writeTo(OutputStream out) throws IOException {
        for (int i = 0; i < count; i++) {
            int from = starts[i];
            ByteBuffer lengths = ByteBuffer.wrap(bytes, from, Item.HEADER);
            out.write(bytes, from, Item.HEADER + lengths.getInt() + lengths.getInt());
        }
    }

    void clear() {
        count = 0;
        filled = 0;
    }
}
