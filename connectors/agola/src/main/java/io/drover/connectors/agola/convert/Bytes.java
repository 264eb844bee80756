package io.drover.connectors.agola.convert;

import java.io.ByteArrayOutputStream;

/** A buffer that is used again for each record, and read in place. */
final class Bytes extends ByteArrayOutputStream {

    Bytes() {
        super(64 * 1024);
    }

    /** Makes room for so many bytes at once, which takes less than growing to it. */
    void reserve(int bytes) {
        if (buf.length < bytes + 1) {
            byte[] larger = new byte[bytes + 1];
            System.arraycopy(buf, 0, larger, 0, count);
            buf = larger;
        }
    }

    byte[] array() {
        return buf;
    }

    /** Puts a zero after the last byte, which is not counted. */
    void terminate() {
        write(0);
        count--;
    }

    int length() {
        return count;
    }
}
