package io.drover.staging;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Splits a stream at line feeds without copying the lines, and hashes it on the way. The buffer grows to the longest
 * line.
 */
final class Lines implements AutoCloseable {

    private static final int INITIAL_BYTES = 64 * 1024;

    private final InputStream in;
    private final MessageDigest digest = Sha256.newDigest();
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int start;
    private int length;
    private int scanned; // first byte that was not looked at yet
    private int filled;
    private long bytes;
    private boolean atEnd;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; what stands after the last line feed is a line as well. @return false at the end */
    boolean next() throws IOException {
        start = scanned;
        while (true) {
            for (; scanned < filled; scanned++) {
                if (buffer[scanned] == '\n') {
                    length = scanned - start;
                    scanned++;
                    return true;
                }
            }
            if (!fill()) {
                length = filled - start;
                return length > 0;
            }
        }
    }

    /** Valid until {@link #next()}. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** Length of all that was read, line feeds included. */
    long bytes() {
        return bytes;
    }

    /** Of all that was read; call it once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        makeRoom();
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            atEnd = true;
            return false;
        }
        digest.update(buffer, filled, read);
        bytes += read;
        filled += read;
        return true;
    }

    private void makeRoom() {
        int kept = filled - start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, kept);
            scanned -= start;
            start = 0;
            filled = kept;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
    }
}
