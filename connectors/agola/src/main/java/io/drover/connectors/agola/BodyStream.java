package io.drover.connectors.agola;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The body of an export while it arrives: counted, hashed, and told from other streams when it breaks off. */
final class BodyStream extends InputStream {

    private final InputStream in;
    private final MessageDigest digest = ExportHash.begin();
    private long bytes;

    BodyStream(InputStream in) {
        this.in = in;
    }

    /** The connection ended before the body did. */
    static final class CutException extends IOException {

        private static final long serialVersionUID = 1L;

        private final long bytes;

        CutException(long bytes, IOException cause) {
            super("the body broke off after " + bytes + " bytes: " + cause.getMessage(), cause);
            this.bytes = bytes;
        }

        long bytes() {
            return bytes;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = in.read(target, offset, length);
            if (read > 0) {
                digest.update(target, offset, read);
                bytes += read;
            }
            return read;
        } catch (IOException e) {
            throw new CutException(bytes, e);
        }
    }

    long bytes() {
        return bytes;
    }

    /** Of what was read; to be asked once. */
    String sha256() {
        return ExportHash.hex(digest.digest());
    }
}
