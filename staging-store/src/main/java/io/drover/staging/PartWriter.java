package io.drover.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes one part of a batch: JSON Lines, zstd. Safe to share between threads; lines of several threads come in any
 * order, each whole. Ends with {@link #close()} or {@link #abort()}; nothing is visible before {@link #close()} returned.
 */
public final class PartWriter {

    /** Record bodies repeat their keys: level 1 already finds that, and it is paid for every line twice. */
    private static final int LEVEL = 1;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final String name;
    private final String key;
    private final StagingStore.StagedOutput staged;
    private final ZstdOutputStreamNoFinalizer compressed;
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ReentrantLock lock = new ReentrantLock();
    private int buffered;
    private long records;
    private long bytes;
    private boolean ended;

    private PartWriter(String name, String key, StagingStore.StagedOutput staged) throws IOException {
        this.name = name;
        this.key = key;
        this.staged = staged;
        this.compressed = new ZstdOutputStreamNoFinalizer(staged, RecyclingBufferPool.INSTANCE, LEVEL);
    }

    /**
     * Begins a part.
     *
     * @param name the part's name in the manifest
     * @param key where it is kept; by convention it carries the attempt, so that no other attempt writes there
     */
    public static PartWriter create(StagingStore store, String name, String key) throws IOException {
        return new PartWriter(name, key, store.create(key));
    }

    /** @throws IllegalArgumentException when the value has no JSON form; the part can go on without it */
    public void write(Object line) throws IOException {
        byte[] json;
        try {
            json = StagedJson.writer(line.getClass()).writeValueAsBytes(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a " + line.getClass().getName() + " cannot be staged as JSON", e);
        }
        writeRaw(json);
    }

    /**
     * Writes a line that is JSON already, in UTF-8 and without a line feed.
     *
     * @throws IllegalArgumentException when it is longer than anybody reads; the part can go on without it
     */
    public void writeRaw(byte[] json) throws IOException {
        if (json.length > Lines.LONGEST) {
            throw new IllegalArgumentException(
                    "a line of " + json.length + " bytes cannot be staged; it may have " + Lines.LONGEST);
        }
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("part " + name + " at " + key + " has ended");
            }
            append(json);
            records++;
            bytes += json.length + 1L;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the part visible. @return what the manifest says of it */
    public Manifest.Part close() throws IOException {
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("part " + name + " at " + key + " has ended");
            }
            ended = true;
            flushBuffer();
            compressed.close(); // closes the staged output, which makes it visible
            return new Manifest.Part(name, key, records, bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException | RuntimeException e) {
            staged.abort();
            closeQuietly();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Throws the part away. Does nothing after {@link #close()}. */
    public void abort() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                staged.abort();
                closeQuietly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void append(byte[] json) throws IOException {
        if (json.length + 1 > buffer.length - buffered) {
            flushBuffer();
        }
        if (json.length < buffer.length) {
            System.arraycopy(json, 0, buffer, buffered, json.length);
            buffered += json.length;
        } else {
            digest.update(json);
            compressed.write(json);
        }
        buffer[buffered++] = '\n';
    }

    private void flushBuffer() throws IOException {
        digest.update(buffer, 0, buffered);
        compressed.write(buffer, 0, buffered);
        buffered = 0;
    }

    private void closeQuietly() {
        try {
            compressed.close(); // frees the native context; the aborted output below ignores what it is given
        } catch (IOException e) {
            // Nothing of the part is to be kept.
        }
    }
}
