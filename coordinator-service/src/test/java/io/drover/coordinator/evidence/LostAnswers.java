package io.drover.coordinator.evidence;

import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Writes a manifest, and cannot say so. */
record LostAnswers(StagingStore store) implements StagingStore {

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        store.putIfAbsent(key, content);
        throw new IOException("no answer for " + key);
    }

    @Override
    public StagedOutput create(String key) throws IOException {
        return store.create(key);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return store.open(key);
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        return store.get(key);
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
    public void close() {}
}
