package io.drover.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Keys and bytes. Keys are relative paths of {@code [A-Za-z0-9._-]} segments. All methods block; instances are safe to
 * share between threads. An object is there whole or not at all, and readable by everyone as soon as its write returned.
 */
public interface StagingStore extends AutoCloseable {

    /**
     * Asks before a batch begins whether there is room for what it writes.
     *
     * @throws StagingFullException when there is too little
     */
    default void requireRoom() throws IOException {
        // A bucket has no end.
    }

    /**
     * Writes an object in constant memory. It appears when the stream is closed; {@link StagedOutput#abort()} before
     * that leaves nothing.
     */
    StagedOutput create(String key) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is no such object */
    InputStream open(String key) throws IOException;

    /** A small object, whole. */
    Optional<byte[]> get(String key) throws IOException;

    /**
     * Writes a small object unless the key is taken: atomic between all processes.
     *
     * @param content where it matters whose it is, it holds something that no other writer has: who finds these very bytes there
     *     may be told that they are its own, since an answer to its write may have been lost
     * @return whether it was written; false when something else is there
     */
    boolean putIfAbsent(String key, byte[] content) throws IOException;

    /** All keys that begin with {@code prefix}, in order. */
    List<String> list(String prefix) throws IOException;

    /** How much the objects are whose keys begin with {@code prefix}. */
    Held held(String prefix) throws IOException;

    /** Number of objects, and bytes of their contents as they are stored. */
    record Held(long objects, long bytes) {}

    /** Removes all objects whose keys begin with {@code prefix}. */
    void deleteAll(String prefix) throws IOException;

    @Override
    void close();

    /** The stream of {@link #create}. */
    abstract class StagedOutput extends OutputStream {
        /** Throws away what was written; {@link #close()} after it does nothing. */
        public abstract void abort();
    }
}
