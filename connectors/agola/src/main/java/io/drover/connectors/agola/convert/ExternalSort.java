package io.drover.connectors.agola.convert;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts any number of items by key in constant memory: sorted stretches go to a temporary file and are merged from there. */
final class ExternalSort implements Closeable {

    private static final int MEMORY = 2 * 1024 * 1024;
    private static final int BUFFER = 8 * 1024;

    private final Path directory;
    private final int memory;
    private final List<Spilled> spilled = new ArrayList<>();
    private final ItemBuffer items = new ItemBuffer();
    private @Nullable Spool spool;

    ExternalSort(Path directory) {
        this(directory, MEMORY);
    }

    ExternalSort(Path directory, int memory) {
        this.directory = directory;
        this.memory = memory;
    }

    private record Spilled(long start, long end, int items) {}

    void add(String key, Bytes value) throws IOException {
        add(key, value.array(), 0, value.length());
    }

    void add(String key, byte[] value) throws IOException {
        add(key, value, 0, value.length);
    }

    /** Adds the value of another item under a key. */
    void add(String key, Item other) throws IOException {
        add(key, other.array(), other.valueStart(), other.valueLength());
    }

    private void add(String key, byte[] array, int from, int length) throws IOException {
        items.add(key, array, from, length);
        if (items.isFull(memory)) {
            spill();
        }
    }

    /** Everything that was added, ascending by the bytes of the keys; items with equal keys as they were added. To be asked once. */
    Sorted sorted() throws IOException {
        List<Stretch> stretches = new ArrayList<>();
        Spool file = spool;
        if (file != null) {
            for (Spilled part : spilled) {
                stretches.add(new FileStretch(
                        new DataInputStream(file.read(part.start(), part.end(), BUFFER)), part.items()));
            }
        }
        items.sort();
        stretches.add(new MemoryStretch(items));
        return new Sorted(stretches);
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            spool.close();
        }
    }

    private void spill() throws IOException {
        if (spool == null) {
            spool = new Spool(directory);
        }
        items.sort();
        long start = spool.size();
        items.writeTo(spool.out());
        spilled.add(new Spilled(start, spool.size(), items.count()));
        items.clear();
    }

    /** Items that are sorted already. */
    private abstract static class Stretch {

        final Item head = new Item();

        /** Goes to the next item; false if there is none. */
        abstract boolean advance() throws IOException;
    }

    private static final class MemoryStretch extends Stretch {

        private final ItemBuffer items;
        private int next;

        MemoryStretch(ItemBuffer items) {
            this.items = items;
        }

        @Override
        boolean advance() {
            if (next == items.count()) {
                return false;
            }
            items.item(head, next++);
            return true;
        }
    }

    private static final class FileStretch extends Stretch {

        private final DataInputStream in;
        private int left;
        private byte[] bytes = new byte[512];

        FileStretch(DataInputStream in, int items) {
            this.in = in;
            this.left = items;
        }

        @Override
        boolean advance() throws IOException {
            if (left-- == 0) {
                return false;
            }
            in.readFully(bytes, 0, Item.HEADER);
            ByteBuffer lengths = ByteBuffer.wrap(bytes);
            int length = Item.HEADER + lengths.getInt() + lengths.getInt();
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
            }
            in.readFully(bytes, Item.HEADER, length - Item.HEADER);
            head.at(bytes, 0);
            return true;
        }
    }

    /** Merges stretches: those that are not at their end, as a heap by their heads, and for equal keys by their age. */
    static final class Sorted {

        private final List<Stretch> byAge;
        private final int[] heap;
        private int size;
        private boolean taken;

        private Sorted(List<Stretch> stretches) throws IOException {
            byAge = List.copyOf(stretches);
            heap = new int[stretches.size()];
            for (int i = 0; i < stretches.size(); i++) {
                if (stretches.get(i).advance()) {
                    heap[size++] = i;
                }
            }
            for (int i = size / 2 - 1; i >= 0; i--) {
                siftDown(i);
            }
        }

        /** The next item without taking it, or null after the last. */
        @Nullable
        Item peek() throws IOException {
            if (taken) {
                taken = false;
                if (!byAge.get(heap[0]).advance()) {
                    heap[0] = heap[--size];
                }
                siftDown(0);
            }
            return size == 0 ? null : byAge.get(heap[0]).head;
        }

        /** The next item, or null after the last. */
        @Nullable
        Item take() throws IOException {
            Item next = peek();
            taken = next != null;
            return next;
        }

        private void siftDown(int start) {
            int parent = start;
            while (2 * parent + 1 < size) {
                int child = 2 * parent + 1;
                if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                    child++;
                }
                if (!isBefore(heap[child], heap[parent])) {
                    return;
                }
                int moved = heap[parent];
                heap[parent] = heap[child];
                heap[child] = moved;
                parent = child;
            }
        }

        private boolean isBefore(int left, int right) {
            int order = byAge.get(left).head.compareKey(byAge.get(right).head);
            return order < 0 || (order == 0 && left < right);
        }
    }
}
