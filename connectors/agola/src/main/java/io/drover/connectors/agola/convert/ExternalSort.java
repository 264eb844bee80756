package io.drover.connectors.agola.convert;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sorts any number of items by key in constant memory: sorted stretches go to a temporary file and are merged from there. */
final class ExternalSort implements Closeable {

    private static final int MEMORY = 2 * 1024 * 1024;
    private static final int ITEM_OVERHEAD = 120;
    private static final int BUFFER = 8 * 1024;

    private final Path directory;
    private final int memory;
    private final List<Spilled> spilled = new ArrayList<>();
    private List<Item> items = new ArrayList<>();
    private int held;
    private @Nullable Spool spool;

    ExternalSort(Path directory) {
        this(directory, MEMORY);
    }

    ExternalSort(Path directory, int memory) {
        this.directory = directory;
        this.memory = memory;
    }

    record Item(String key, byte[] value) {}

    private record Spilled(long start, long end, int items) {}

    void add(String key, Bytes value) throws IOException {
        add(key, Arrays.copyOf(value.array(), value.length()));
    }

    void add(String key, byte[] value) throws IOException {
        items.add(new Item(key, value));
        held += ITEM_OVERHEAD + key.length() + value.length;
        if (held > memory) {
            spill();
        }
    }

    /** Everything that was added, ascending; items with equal keys in the order in which they were added. To be asked once. */
    Sorted sorted() throws IOException {
        PriorityQueue<Stretch> stretches =
                new PriorityQueue<>(Comparator.comparing(Stretch::key).thenComparing(Stretch::number));
        for (Spilled part : spilled) {
            Stretch stretch = new Stretch(stretches.size(), reader(part));
            if (stretch.advance()) {
                stretches.add(stretch);
            }
        }
        items.sort(Comparator.comparing(Item::key));
        var rest = items.iterator();
        items = new ArrayList<>();
        Stretch last = new Stretch(spilled.size(), () -> rest.hasNext() ? rest.next() : null);
        if (last.advance()) {
            stretches.add(last);
        }
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
        items.sort(Comparator.comparing(Item::key));
        long start = spool.size();
        DataOutputStream out = new DataOutputStream(spool.out());
        for (Item item : items) {
            out.writeUTF(item.key());
            out.writeInt(item.value().length);
            out.write(item.value());
        }
        spilled.add(new Spilled(start, spool.size(), items.size()));
        items.clear();
        held = 0;
    }

    private Source reader(Spilled part) {
        DataInputStream in = new DataInputStream(Objects.requireNonNull(spool).read(part.start(), part.end(), BUFFER));
        int[] left = {part.items()};
        return () -> {
            if (left[0]-- == 0) {
                return null;
            }
            String key = in.readUTF();
            byte[] value = new byte[in.readInt()];
            in.readFully(value);
            return new Item(key, value);
        };
    }

    @FunctionalInterface
    private interface Source {
        @Nullable
        Item next() throws IOException;
    }

    private static final class Stretch {

        private final int number;
        private final Source source;
        private Item head = new Item("", new byte[0]);

        Stretch(int number, Source source) {
            this.number = number;
            this.source = source;
        }

        String key() {
            return head.key();
        }

        int number() {
            return number;
        }

        boolean advance() throws IOException {
            Item next = source.next();
            if (next != null) {
                head = next;
            }
            return next != null;
        }
    }

    static final class Sorted {

        private final PriorityQueue<Stretch> stretches;

        private Sorted(PriorityQueue<Stretch> stretches) {
            this.stretches = stretches;
        }

        /** The next item without taking it, or null after the last. */
        @Nullable
        Item peek() {
            Stretch first = stretches.peek();
            return first == null ? null : first.head;
        }

        /** The next item, or null after the last. */
        @Nullable
        Item take() throws IOException {
            Stretch first = stretches.poll();
            if (first == null) {
                return null;
            }
            Item item = first.head;
            if (first.advance()) {
                stretches.add(first);
            }
            return item;
        }
    }
}
