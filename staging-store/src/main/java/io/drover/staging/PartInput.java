package io.drover.staging;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part's content byte for byte in constant memory: a sealed file, or JSON Lines. That the part is what the manifest
 * says is known only at its end: use what was read for nothing irrevocable before a read has met the end. For one thread at
 * a time.
 */
public final class PartInput extends InputStream {

    private final Manifest.Part part;
    private final Watched staged;
    private final InputStream content;
    private final MessageDigest digest = Sha256.newDigest();
    private long bytes;
    private boolean verified;

    private PartInput(Manifest.Part part, Watched staged, InputStream content) {
        this.part = part;
        this.staged = staged;
        this.content = content;
    }

    /** Opens JSON Lines. @throws StagingCorruptException when there is no such object */
    public static PartInput open(StagingStore store, Manifest.Part part) throws IOException {
        if (part.isSealed()) {
            throw new IllegalArgumentException(part.key() + " is sealed");
        }
        return open(store, part, staged -> staged);
    }

    /** Opens a sealed file. @throws StagingCorruptException when there is no such object, or it cannot be opened */
    public static PartInput open(StagingStore store, FileSeal seal, Manifest.Part part) throws IOException {
        List<char[]> passwords = seal.passwords(part.key());
        for (char[] password : passwords.subList(0, passwords.size() - 1)) {
            try {
                return open(store, part, staged -> OpenPgp.decrypt(staged, password));
            } catch (StagingCorruptException e) {
                // Perhaps an older key sealed it.
            }
        }
        return open(store, part, staged -> OpenPgp.decrypt(staged, passwords.getLast()));
    }

    private static PartInput open(StagingStore store, Manifest.Part part, Layer layer) throws IOException {
        Watched staged;
        try {
            staged = new Watched(store.open(part.key()));
        } catch (NoSuchFileException e) {
            throw new StagingCorruptException(part.key(), "is missing, although a manifest names it");
        }
        try {
            return new PartInput(
                    part, staged, new ZstdInputStreamNoFinalizer(layer.on(staged), RecyclingBufferPool.INSTANCE));
        } catch (IOException | RuntimeException e) {
            staged.close();
            throw staged.blame(part, e);
        }
    }

    private interface Layer {
        InputStream on(InputStream staged) throws IOException;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws StagingCorruptException when the part cannot be decoded, or at its end is not what the manifest says */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (verified) {
            return -1;
        }
        int read;
        try {
            read = content.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            throw staged.blame(part, e);
        }
        if (read < 0) {
            verify();
            verified = true;
        } else {
            digest.update(buffer, offset, read);
            bytes += read;
            if (bytes > part.bytes()) {
                throw new StagingCorruptException(
                        part.key(), "holds more than the " + part.bytes() + " bytes that its manifest says");
            }
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private void verify() throws StagingCorruptException {
        if (bytes != part.bytes()) {
            throw new StagingCorruptException(
                    part.key(), "holds " + bytes + " bytes, its manifest says " + part.bytes());
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(part.sha256())) {
            throw new StagingCorruptException(
                    part.key(), "has SHA-256 " + sha256 + ", its manifest says " + part.sha256());
        }
    }

    /** Tells a store that cannot be read, which another attempt may mend, from content that is damaged. */
    private static final class Watched extends FilterInputStream {
        private @Nullable IOException failure;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        IOException blame(Manifest.Part part, Exception e) {
            if (failure != null) {
                return failure;
            }
            return new StagingCorruptException(part.key(), "cannot be read to its end: " + e.getMessage(), e);
        }
    }
}
