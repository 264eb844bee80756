package io.drover.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.Record;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a batch's records in chunks that fit into memory several times over: nearly always all at once, and of large records a few.
 */
public final class Chunks {

    /** As JSON some 4 MiB; what is read, written and read back of it is in memory together. */
    private static final long MOST_CHARACTERS = 4L << 20;

    private final Consumer<List<Record>> each;
    private List<Record> chunk = new ArrayList<>();
    private long characters;

    private Chunks(Consumer<List<Record>> each) {
        this.each = each;
    }

    /** @param each takes a chunk, which is not empty */
    public static void read(Batch batch, String input, Consumer<List<Record>> each) throws IOException {
        Chunks chunks = new Chunks(each);
        batch.read(input, Record.class, chunks::add);
        chunks.flush();
    }

    private void add(Record record) {
        chunk.add(record);
        characters += characters(record.body());
        if (characters >= MOST_CHARACTERS) {
            flush();
        }
    }

    private void flush() {
        if (!chunk.isEmpty()) {
            List<Record> full = chunk;
            chunk = new ArrayList<>();
            characters = 0;
            each.accept(full);
        }
    }

    private static long characters(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().length();
        }
        long sum = 0;
        for (JsonNode inner : node) {
            sum += characters(inner);
        }
        return sum;
    }
}
