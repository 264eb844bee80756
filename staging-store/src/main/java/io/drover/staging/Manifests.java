package io.drover.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;

/** Manifests as objects. The first one at a key is the commit of its batch; it never changes. */
public final class Manifests {

    private Manifests() {}

    /**
     * Commits a batch attempt unless another one did.
     *
     * @return the manifest that holds: equal to {@code manifest} when this attempt won
     * @throws StagingCorruptException when another one is there but cannot be read
     */
    public static Manifest commit(StagingStore store, String key, Manifest manifest) throws IOException {
        if (store.putIfAbsent(key, StagedJson.writer(Manifest.class).writeValueAsBytes(manifest))) {
            return manifest;
        }
        return read(store, key)
                .orElseThrow(() -> new StagingCorruptException(key, "was taken, and then removed by someone else"));
    }

    /** The manifest at {@code key}, if one was committed. @throws StagingCorruptException when it is not a manifest */
    public static Optional<Manifest> read(StagingStore store, String key) throws IOException {
        Optional<byte[]> json = store.get(key);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StagedJson.reader(Manifest.class).readValue(json.get()));
        } catch (JsonProcessingException e) {
            throw new StagingCorruptException(key, "is not a manifest: " + e.getOriginalMessage());
        }
    }
}
