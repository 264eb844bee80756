package io.drover.connectors.agola.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Entries that are byte for byte as v0.7 writes them, found by their quotes and decoded in one go, which is several times as fast as
 * reading them as JSON. Whatever is not so, and the end, is left to {@link ExportReader}.
 */
final class PlainEntries {

    private static final byte[] ID = ascii("{\"id\":\"");
    private static final byte[] TYPE = ascii("\",\"data_type\":\"");
    private static final byte[] DATA = ascii("\",\"data\":\"");
    private static final byte[] END = ascii("\"}");

    /** A whole number of groups of four. */
    private static final int PIECE = 256 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private long before;
    private boolean ended;
    private String id = "";
    private String type = "";

    PlainEntries(InputStream in) {
        this.in = in;
    }

    /** Reads an entry; false if what comes is not one in this form, and then nothing was taken. */
    boolean next(Bytes data) throws IOException {
        int idEnd = part(0, ID);
        int typeEnd = part(idEnd, TYPE);
        int dataEnd = part(typeEnd, DATA);
        if (dataEnd < 0 || !sees(dataEnd, END)) {
            return false;
        }
        id = text(ID.length, idEnd);
        type = text(idEnd + TYPE.length, typeEnd);
        int from = typeEnd + DATA.length;
        if ((dataEnd - from) % 4 != 0 || id.indexOf('\\') >= 0 || type.indexOf('\\') >= 0) {
            return false;
        }
        if (!decode(start + from, start + dataEnd, data)) {
            return false;
        }
        start += dataEnd + END.length;
        return true;
    }

    /** In pieces, so that a large record is not there once more. */
    private boolean decode(int from, int to, Bytes data) {
        data.reset();
        data.reserve((to - from) / 4 * 3);
        for (int at = from; at < to; at += PIECE) {
            int length = Math.min(PIECE, to - at);
            ByteBuffer decoded;
            try {
                decoded = Base64.getDecoder().decode(ByteBuffer.wrap(buffer, at, length));
            } catch (IllegalArgumentException e) {
                return false;
            }
            if (at + length < to && decoded.limit() < length / 4 * 3) {
                return false; // what ends base64 is in the middle of it
            }
            data.write(decoded.array(), 0, decoded.limit());
        }
        return true;
    }

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    /** Bytes of the entries read here. */
    long bytes() {
        return before + start;
    }

    /** What comes after the entries read. */
    InputStream rest() {
        return new InputStream() {

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int held = Math.min(length, end - start);
                if (held > 0) {
                    System.arraycopy(buffer, start, target, offset, held);
                    start += held;
                    before -= held;
                    return held;
                }
                int read = in.read(target, offset, length);
                ended |= read < 0;
                return read;
            }
        };
    }

    /** Whether the end was met while reading the {@link #rest}. */
    boolean ended() {
        return ended;
    }

    /** Steps over the text that begins a part, and then to the next quote; answers its offset, or -1. */
    private int part(int offset, byte[] begin) throws IOException {
        if (offset < 0 || !sees(offset, begin)) {
            return -1;
        }
        int i = offset + begin.length;
        while (has(i)) {
            int stop = end - start;
            while (i < stop && buffer[start + i] != '"') {
                i++;
            }
            if (i < stop) {
                return i;
            }
        }
        return -1;
    }

    private boolean sees(int offset, byte[] text) throws IOException {
        return has(offset + text.length - 1)
                && Arrays.equals(buffer, start + offset, start + offset + text.length, text, 0, text.length);
    }

    private String text(int from, int to) {
        return new String(buffer, start + from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether there is a byte at this offset from where the entry starts; reads on if it is not here yet. */
    private boolean has(int offset) throws IOException {
        while (start + offset >= end) {
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                before += start;
                end -= start;
                start = 0;
            }
            if (end == buffer.length) {
                if (end > GoJson.LARGEST_RECORD) {
                    return false;
                }
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
