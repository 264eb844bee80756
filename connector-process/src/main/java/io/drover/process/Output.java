package io.drover.process;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a program wrote, without secrets. Bytes that are no UTF-8 are read as U+FFFD.
 *
 * @param text for people; where bytes are left out it says so, and how many
 * @param bytes as many as the program wrote
 * @param left how many of them are not in the text
 */
public record Output(String text, long bytes, long left) {

    private static final int LAST_WORDS = 600;

    /**
     * All of it, for programs that read it.
     *
     * @throws ConnectorException {@code OUTPUT_TOO_LONG} when bytes are left out
     */
    public String whole() {
        if (left > 0) {
            throw new ConnectorException(
                    "OUTPUT_TOO_LONG",
                    FailureType.EXTERNAL,
                    "A program wrote " + bytes + " bytes, of which " + left
                            + " were not kept. Read its output as a stream, or keep more of it.");
        }
        return text;
    }

    /** Its end, for messages; empty when there was nothing. */
    String lastWords() {
        String all = text.strip();
        if (all.length() <= LAST_WORDS) {
            return all;
        }
        String end = all.substring(all.length() - LAST_WORDS);
        int line = end.indexOf('\n');
        return "…" + (line < 0 ? end : end.substring(line + 1));
    }

    /** Keeps the beginning up to a limit, and the end. One thread writes, others may look. */
    static final class Keeper extends OutputStream {

        private static final int END = 4 << 10;

        private final int most;
        private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        private final byte[] end = new byte[END];
        private long after;
        private long bytes;

        Keeper(int most) {
            this.most = most;
        }

        /** Counts what the program wrote, which is not what is kept where a secret was masked. */
        synchronized void count(int more) {
            bytes += more;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] from, int offset, int count) {
            int fits = Math.min(count, most - beginning.size());
            beginning.write(from, offset, fits);
            for (int i = fits; i < count; i++) {
                end[(int) (after++ % END)] = from[offset + i];
            }
        }

        synchronized Output output() {
            int length = (int) Math.min(after, END);
            byte[] last = new byte[length];
            for (int i = 0; i < length; i++) {
                last[i] = end[(int) ((after - length + i) % END)];
            }
            long left = after - length;
            byte[] first = beginning.toByteArray();
            String text = left > 0
                    ? utf8(first) + "\n[" + left + " bytes are left out here]\n" + utf8(last)
                    : utf8(joined(first, last));
            return new Output(text, bytes, left);
        }

        private static byte[] joined(byte[] first, byte[] last) {
            byte[] all = Arrays.copyOf(first, first.length + last.length);
            System.arraycopy(last, 0, all, first.length, last.length);
            return all;
        }

        private static String utf8(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
