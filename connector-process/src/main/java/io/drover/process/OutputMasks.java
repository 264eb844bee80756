package io.drover.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Hides the values of secrets in what is kept. */
final class OutputMasks {

    private static final byte[] MASK = "[masked]".getBytes(StandardCharsets.UTF_8);

    /** As much of a secret as may stand at the end of an output that broke off. */
    private static final int SMALLEST_PIECE = 4;

    /** A shorter one is an ordinary word, for example the name of a database, and may be an argument. */
    private static final int SHORTEST_TELLING = 8;

    private static final int MAY_GO_ON = -1;

    private final List<byte[]> values;

    /** @param values empty ones are left out; of one of several lines, as a private key is, each line counts by itself, too */
    OutputMasks(Collection<String> values) {
        this.values = values.stream()
                .flatMap(value -> Stream.concat(
                        Stream.of(value), value.lines().filter(line -> line.length() >= SHORTEST_TELLING)))
                .filter(value -> !value.isEmpty())
                .distinct()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .sorted(Comparator.comparingInt((byte[] value) -> value.length).reversed())
                .toList();
    }

    OutputMasks and(Collection<String> more) {
        return new OutputMasks(
                Stream.concat(values.stream().map(value -> new String(value, StandardCharsets.UTF_8)), more.stream())
                        .toList());
    }

    /** Whether a text gives a secret away. */
    boolean tells(String text) {
        return values.stream()
                .filter(value -> value.length >= SHORTEST_TELLING)
                .anyMatch(value -> text.contains(new String(value, StandardCharsets.UTF_8)));
    }

    String of(String text) {
        ByteArrayOutputStream masked = new ByteArrayOutputStream();
        try (OutputStream through = through(masked)) {
            through.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return masked.toString(StandardCharsets.UTF_8);
    }

    /**
     * Masks bytes that come in pieces, wherever they are cut. What could be the beginning of a secret waits for the next piece, or
     * for {@code close}.
     */
    OutputStream through(OutputStream kept) {
        return new Masking(kept);
    }

    /**
     * How long the secret is that stands there, 0 when none does.
     *
     * @param last nothing comes after these bytes, so that a piece of a secret stays one
     */
    private int at(byte[] bytes, int from, boolean last) {
        for (byte[] value : values) {
            int length = Math.min(value.length, bytes.length - from);
            if (Arrays.equals(bytes, from, from + length, value, 0, length)) {
                if (length == value.length || (last && length >= SMALLEST_PIECE)) {
                    return length;
                }
                if (!last) {
                    return MAY_GO_ON;
                }
            }
        }
        return 0;
    }

    private final class Masking extends OutputStream {

        private final OutputStream kept;
        private byte[] waiting = new byte[0];

        Masking(OutputStream kept) {
            this.kept = kept;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            byte[] all = Arrays.copyOf(waiting, waiting.length + count);
            System.arraycopy(bytes, offset, all, waiting.length, count);
            pass(all, false);
        }

        @Override
        public void close() throws IOException {
            pass(waiting, true);
        }

        private void pass(byte[] all, boolean last) throws IOException {
            int at = 0;
            int plain = 0;
            while (at < all.length) {
                int length = at(all, at, last);
                if (length == MAY_GO_ON) {
                    break;
                }
                if (length > 0) {
                    kept.write(all, plain, at - plain);
                    kept.write(MASK);
                    plain = at + length;
                }
                at += Math.max(length, 1);
            }
            kept.write(all, plain, at - plain);
            waiting = Arrays.copyOfRange(all, at, all.length);
        }
    }
}
