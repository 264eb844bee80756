package io.drover.archive;

import io.drover.staging.StagingStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A store that gives one object back with a bit changed. */
record RottingStore(StagingStore store, String rotten) implements StagingStore {

    private static final int WHERE = 5_000;

    @Override
    public StagedOutput create(String key) throws IOException {
        return store.create(key);
    }

    @Override
    public InputStream open(String key) throws IOException {
        InputStream in = store.open(key);
        return key.equals(rotten) ? new Rot(in) : in;
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        return store.get(key);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        return store.putIfAbsent(key, content);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public Held held(String prefix) throws IOException {
        return store.held(prefix);
    }

    @Override
    public void deleteAll(String prefix) throws IOException {
        store.deleteAll(prefix);
    }

    @Override
    public void close() {
        store.close();
    }

    private static final class Rot extends FilterInputStream {
        private int at;

        Rot(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            return at++ == WHERE ? read ^ 1 : read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (at <= WHERE && WHERE < at + read) {
                buffer[offset + WHERE - at] ^= 1;
            }
            at += Math.max(read, 0);
            return read;
        }
    }
}
