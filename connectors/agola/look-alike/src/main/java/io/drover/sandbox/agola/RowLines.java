package io.drover.sandbox.agola;

import java.io.InputStream;
import java.util.Iterator;

/** Reads rows one after the other, each with a line end after it. */
final class RowLines extends InputStream {

    private static final byte[] END = {'\n'};

    private final Iterator<byte[]> rows;
    private byte[] piece = END;
    private int at = 1;

    RowLines(Iterator<byte[]> rows) {
        this.rows = rows;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        int done = 0;
        while (done < length && advance()) {
            int count = Math.min(length - done, piece.length - at);
            System.arraycopy(piece, at, into, from + done, count);
            at += count;
            done += count;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    /** Whether there is anything left to read. */
    private boolean advance() {
        if (at < piece.length) {
            return true;
        }
        at = 0;
        if (piece != END) {
            piece = END;
            return true;
        }
        if (!rows.hasNext()) {
            at = END.length;
            return false;
        }
        piece = rows.next();
        return true;
    }
}
