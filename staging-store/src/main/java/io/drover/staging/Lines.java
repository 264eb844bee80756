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

    /** Answers of outside systems have at most half of it, and a service has 256 MiB of heap. */
    static final int LONGEST = 64 << 20;

    private static final int INITIAL_BYTES = 64 * 1024;

    private final InputStream in;
    private final long most;
    private final int longest;
    private final MessageDigest digest = Sha256.newDigest();
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int start;
    private int length;
    private int scanned; // first byte that was not looked at yet
    private int filled;
    private long bytes;
    private boolean atEnd;

    /**
     * @param most how many bytes there may be; a few kilobytes unpack to gigabytes
     * @param longest how many a line may have
     */
    Lines(InputStream in, long most, int longest) {
        this.in = in;
        this.most = most;
        this.longest = longest;
    }

    /**
     * Goes to the next line; what stands after the last line feed is a line as well.
     *
     * @return false at the end
     * @throws TooMuchException as soon as more was read than there may be
     */
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
        if (bytes > most) {
            throw new TooMuchException("holds more than the " + most + " bytes that its manifest says");
        }
        return true;
    }

    private void makeRoom() throws TooMuchException {
        int kept = filled - start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, kept);
            scanned -= start;
            start = 0;
            filled = kept;
        }
        if (filled == buffer.length) {
            if (buffer.length > longest) {
                throw new TooMuchException(
                        "has a line of more than " + longest + " bytes, which Drover does not write");
            }
            buffer = Arrays.copyOf(buffer, Math.min(Math.multiplyExact(buffer.length, 2), longest + 1));
        }
    }

    /** More than whoever reads is ready for. */
    static final class TooMuchException extends IOException {

        private static final long serialVersionUID = 1L;

        private TooMuchException(String what) {
            super(what);
        }
    }
}
