package io.drover.connectors.agola.convert;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that wait in a temporary file: first all are written, then they are read, as often as wanted. Exports hold secrets in
 * clear, so the file is for its owner only and, where the system can, has no name from the moment it is open: nothing stays behind
 * when the process is killed.
 */
final class Spool implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final FileChannel file;
    private final OutputStream out;

    Spool(Path directory) throws IOException {
        Path path = Files.createTempFile(directory, "agola-convert-", ".tmp");
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
    }

    OutputStream out() {
        return out;
    }

    void add(Bytes bytes) throws IOException {
        bytes.writeTo(out);
    }

    /** Number of bytes written so far. */
    long size() throws IOException {
        out.flush();
        return file.size();
    }

    /** Reads bytes [from, to). */
    InputStream read(long from, long to, int buffer) {
        return new Slice(file, from, to, buffer);
    }

    void copyTo(OutputStream target) throws IOException {
        try (InputStream in = read(0, size(), BUFFER)) {
            in.transferTo(target);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Slice extends InputStream {

        private final FileChannel file;
        private final ByteBuffer buffer;
        private final long end;
        private long position;

        Slice(FileChannel file, long from, long to, int size) {
            this.file = file;
            this.position = from;
            this.end = to;
            this.buffer = ByteBuffer.allocate((int) Math.min(size, Math.max(1, to - from)))
                    .limit(0);
        }

        @Override
        public int read() throws IOException {
            return filled() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!filled()) {
                return -1;
            }
            int taken = Math.min(length, buffer.remaining());
            buffer.get(target, offset, taken);
            return taken;
        }

        private boolean filled() throws IOException {
            if (buffer.hasRemaining()) {
                return true;
            }
            if (position == end) {
                return false;
            }
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
            int read = file.read(buffer, position);
            if (read <= 0) {
                throw new EOFException("A temporary file became shorter.");
            }
            position += read;
            buffer.flip();
            return true;
        }
    }
}
