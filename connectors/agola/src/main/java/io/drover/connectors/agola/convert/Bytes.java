package io.drover.connectors.agola.convert;

import java.io.ByteArrayOutputStream;

/** A buffer that is used again for each record, and read in place. */
final class Bytes extends ByteArrayOutputStream {

    Bytes() {
        super(64 * 1024);
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
