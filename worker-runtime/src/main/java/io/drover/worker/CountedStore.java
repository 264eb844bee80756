package io.drover.worker;

import io.drover.staging.StagingStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A staging store whose bytes, as they are stored, are counted. */
final class CountedStore implements StagingStore {

    private final StagingStore store;
    private final Counter written;
    private final Counter read;

    /** @param uri of the store; of a directory, the free space is told too */
    CountedStore(StagingStore store, URI uri, MeterRegistry registry) {
        this.store = store;
        this.written = counter("written", registry);
        this.read = counter("read", registry);
        if ("file".equals(uri.getScheme())) {
            Gauge.builder("drover.staging.free", new File(uri.getPath()), File::getUsableSpace)
                    .description("Bytes that the disk of the staging directory has left")
                    .baseUnit("bytes")
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static Counter counter(String direction, MeterRegistry registry) {
        return Counter.builder("drover.staging")
                .description("Bytes written to and read from the staging store")
                .baseUnit("bytes")
                .tag("direction", direction)
                .register(registry);
    }

    @Override
    public void requireRoom() throws IOException {
        store.requireRoom();
    }

    @Override
    public StagedOutput create(String key) throws IOException {
        return new CountedOutput(store.create(key), written);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return new CountedInput(store.open(key), read);
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        Optional<byte[]> content = store.get(key);
        content.ifPresent(bytes -> read.increment(bytes.length));
        return content;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        written.increment(content.length);
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

    private static final class CountedOutput extends StagedOutput {

        private final StagedOutput out;
        private final Counter counter;

        private CountedOutput(StagedOutput out, Counter counter) {
            this.out = out;
            this.counter = counter;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            counter.increment();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            counter.increment(length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void abort() {
            out.abort();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static final class CountedInput extends FilterInputStream {

        private final Counter counter;

        private CountedInput(InputStream in, Counter counter) {
            super(in);
            this.counter = counter;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                counter.increment();
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            if (n > 0) {
                counter.increment(n);
            }
            return n;
        }
    }
}
