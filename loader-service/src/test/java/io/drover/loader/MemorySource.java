package io.drover.loader;

import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.Content;
import io.drover.spi.OpenedContent;
import io.drover.spi.RecordSink;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source of contents, which it may break off. */
final class MemorySource implements Source {

    private final Map<String, byte[]> contents = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private int piece = Integer.MAX_VALUE;
    private boolean fails;

    /** The content as records name it; its id is its name. */
    Content put(String id, byte[] bytes) {
        contents.put(id, bytes);
        return Content.of(id, id, (long) bytes.length);
    }

    void remove(String id) {
        contents.remove(id);
    }

    /** Each connection gives so many bytes at the most. */
    void cutAfter(int bytes) {
        piece = bytes;
    }

    /** A cut fails the read, and does not look like an end. */
    void failsAtTheCut() {
        fails = true;
    }

    /** Id and offset of each, with a blank between. */
    List<String> opened() {
        return opened;
    }

    @Override
    public OpenedContent open(Content content, long offset) {
        opened.add(content.id() + " " + offset);
        byte[] bytes = contents.get(content.id());
        if (bytes == null) {
            return new OpenedContent.Unavailable("CONTENT_GONE", "404", "look at the record in the source");
        }
        int from = (int) offset;
        int end = piece < bytes.length - from ? from + piece : bytes.length;
        InputStream stream = new ByteArrayInputStream(Arrays.copyOfRange(bytes, from, end));
        return new OpenedContent.Bytes(fails && end < bytes.length ? new Failing(stream) : stream);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Check check() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Survey plan(List<String> entityTypes, int batchSize, SurveySink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<BatchSpec> read(BatchSpec spec, RecordSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private static final class Failing extends FilterInputStream {

        private Failing(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            return broken(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return broken(super.read(bytes, from, length));
        }

        private static int broken(int read) throws IOException {
            if (read < 0) {
                throw new IOException("reset");
            }
            return read;
        }
    }
}
