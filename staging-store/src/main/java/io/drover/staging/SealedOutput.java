package io.drover.staging;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file part: zstd, then OpenPGP, in constant memory. It is there when {@link #close()} returned; after
 * {@link #abort()}, or when a write failed, nothing is. For one thread at a time.
 */
public final class SealedOutput extends StagingStore.StagedOutput {

    private static final int LEVEL = 3;

    private final String name;
    private final String key;
    private final StagingStore.StagedOutput staged;
    private final OutputStream content;
    private final MessageDigest digest = Sha256.newDigest();
    private long bytes;
    private boolean broken;
    private boolean ended;
    private Manifest.@Nullable Part part;

    private SealedOutput(String name, String key, StagingStore.StagedOutput staged, OutputStream content) {
        this.name = name;
        this.key = key;
        this.staged = staged;
        this.content = content;
    }

    /**
     * Begins a file.
     *
     * @param name the part's name in the manifest
     * @param key where it is kept; ends with {@link Manifest.Part#SEALED}
     */
    public static SealedOutput create(StagingStore store, FileSeal seal, String name, String key) throws IOException {
        if (!key.endsWith(Manifest.Part.SEALED)) {
            throw new IllegalArgumentException("the key of a sealed file ends with " + Manifest.Part.SEALED);
        }
        StagingStore.StagedOutput staged = store.create(key);
        try {
            OutputStream encrypted = OpenPgp.encrypt(staged, seal.password(key), OpenPgp.Guessing.HOPELESS);
            return new SealedOutput(
                    name, key, staged, new ZstdOutputStreamNoFinalizer(encrypted, RecyclingBufferPool.INSTANCE, LEVEL));
        } catch (IOException | RuntimeException e) {
            staged.abort();
            throw e;
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            throw new IOException("file " + name + " at " + key + " has ended");
        }
        try {
            content.write(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            broken = true;
            throw e;
        }
        digest.update(buffer, offset, length);
        bytes += length;
    }

    /** Makes the file visible. @throws IOException when it could not be written whole; then it is not there */
    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        if (broken) {
            abort();
            throw new IOException("file " + name + " at " + key + " was not written whole, so it is not kept");
        }
        ended = true;
        try {
            content.close();
        } catch (IOException | RuntimeException e) {
            staged.abort();
            throw e;
        }
        part = new Manifest.Part(name, key, 0, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void abort() {
        if (!ended) {
            ended = true;
            staged.abort();
            try {
                content.close(); // frees the native context; the aborted output ignores what it is given
            } catch (IOException e) {
                // Nothing of the file is to be kept.
            }
        }
    }

    /** Whether it was closed whole. */
    public boolean isWhole() {
        return part != null;
    }

    /** What the manifest says of it. @throws IllegalStateException unless it was closed whole */
    public Manifest.Part part() {
        if (part == null) {
            throw new IllegalStateException("file " + name + " at " + key + " was not closed");
        }
        return part;
    }
}
