package io.drover.connectors.agola.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A key and a value in place: {@link #HEADER} bytes with their lengths, then both. Valid until the next one is asked for. */
final class Item {

    static final int HEADER = 2 * Integer.BYTES;

    private byte[] bytes = {};
    private int key;
    private int value;
    private int end;
    private long prefix;

    /** Points to the item whose header is at this place. */
    Item at(byte[] array, int header) {
        ByteBuffer lengths = ByteBuffer.wrap(array, header, HEADER);
        bytes = array;
        key = header + HEADER;
        value = key + lengths.getInt();
        end = value + lengths.getInt();
        prefix = prefix(array, key, value);
        return this;
    }

    /** The first eight bytes of a key, so that most keys differ in one comparison. */
    static long prefix(byte[] array, int from, int to) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << Byte.SIZE | (from + i < to ? array[from + i] & 0xff : 0);
        }
        return prefix;
    }

    int compareKey(Item other) {
        return prefix != other.prefix
                ? Long.compareUnsigned(prefix, other.prefix)
                : Arrays.compareUnsigned(bytes, key, value, other.bytes, other.key, other.value);
    }

    String key() {
        return new String(bytes, key, value - key, StandardCharsets.UTF_8);
    }

    byte[] value() {
        return Arrays.copyOfRange(bytes, value, end);
    }

    byte[] array() {
        return bytes;
    }

    int valueStart() {
        return value;
    }

    int valueLength() {
        return end - value;
    }

    void writeValue(OutputStream out) throws IOException {
        out.write(bytes, value, end - value);
    }
}
