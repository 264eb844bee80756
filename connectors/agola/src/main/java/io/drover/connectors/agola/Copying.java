package io.drover.connectors.agola;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Hands on what is read, and writes it elsewhere too: what is looked at is what is kept. */
final class Copying extends InputStream {

    private final InputStream in;
    private final OutputStream copy;
    private final MessageDigest digest = ExportHash.begin();
    private long bytes;

    Copying(InputStream in, OutputStream copy) {
        this.in = in;
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (read > 0) {
            copy.write(target, offset, read);
            digest.update(target, offset, read);
            bytes += read;
        }
        return read;
    }

    Content content() {
        return new Content(bytes, ExportHash.hex(digest.digest()));
    }

    /** Reads to the end. */
    static Content through(InputStream in) throws IOException {
        Copying copying = new Copying(in, OutputStream.nullOutputStream());
        copying.transferTo(OutputStream.nullOutputStream());
        return copying.content();
    }

    /** What a stream held. */
    record Content(long bytes, String sha256) {}
}
