package io.drover.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a part line after line in constant memory. That the part is what the manifest says is known only at its end: use
 * what was read for nothing irrevocable before {@link #next()} answered false.
 *
 * <p>For one thread at a time.
 */
public final class PartReader implements AutoCloseable {

    private final Manifest.Part part;
    private final Lines lines;
    private long line;
    private boolean verified;

    private PartReader(Manifest.Part part, Lines lines) {
        this.part = part;
        this.lines = lines;
    }

    /** @throws StagingCorruptException when there is no such object */
    public static PartReader open(StagingStore store, Manifest.Part part) throws IOException {
        InputStream staged;
        try {
            staged = store.open(part.key());
        } catch (NoSuchFileException e) {
            throw new StagingCorruptException(part.key(), "is missing, although a manifest names it");
        }
        try {
            return new PartReader(
                    part,
                    new Lines(
                            new ZstdInputStreamNoFinalizer(staged, RecyclingBufferPool.INSTANCE),
                            part.bytes(),
                            Lines.LONGEST));
        } catch (IOException | RuntimeException e) {
            staged.close();
            throw e;
        }
    }

    /** Reads all lines as {@code type}, then verifies. @throws StagingCorruptException as {@link #next()} */
    public static <T> void forEach(StagingStore store, Manifest.Part part, Class<T> type, Consumer<? super T> each)
            throws IOException {
        try (PartReader reader = open(store, part)) {
            while (reader.next()) {
                each.accept(reader.value(type));
            }
        }
    }

    /**
     * Reads one line as {@code type}, goes over the others, and verifies.
     *
     * @param index from 0
     * @throws StagingCorruptException as {@link #next()}, and when there are fewer lines
     */
    public static <T> T line(StagingStore store, Manifest.Part part, long index, Class<T> type) throws IOException {
        T found = null;
        try (PartReader reader = open(store, part)) {
            while (reader.next()) {
                if (reader.line == index + 1) {
                    found = reader.value(type);
                }
            }
        }
        if (found == null) {
            throw new StagingCorruptException(part.key(), "has no line " + (index + 1));
        }
        return found;
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end, after count, length and hash were found to be the manifest's
     * @throws StagingCorruptException when they are not, or the object cannot be decompressed
     */
    public boolean next() throws IOException {
        if (verified) {
            return false;
        }
        boolean found;
        try {
            found = lines.next();
        } catch (Lines.TooMuchException e) {
            throw new StagingCorruptException(part.key(), e.getMessage() + ", after line " + line);
        } catch (ZstdIOException | EOFException e) {
            throw new StagingCorruptException(
                    part.key(), "cannot be decompressed after line " + line + ": " + e.getMessage());
        }
        if (found) {
            line++;
        } else {
            verify();
            verified = true;
        }
        return found;
    }

    /** The line as {@code type}. @throws StagingCorruptException when it is not one */
    public <T> T value(Class<T> type) throws IOException {
        try {
            T value = StagedJson.reader(type).readValue(lines.buffer(), lines.start(), lines.length());
            if (value == null) {
                throw new StagingCorruptException(part.key(), "line " + line + " is null, not a " + type.getName());
            }
            return value;
        } catch (JsonProcessingException e) {
            // Not kept as the cause: Jackson's messages quote the record.
            throw new StagingCorruptException(part.key(), "line " + line + " is not a " + type.getName() + where(e));
        }
    }

    /** The line's bytes, without the line feed. */
    public byte[] raw() {
        return Arrays.copyOfRange(lines.buffer(), lines.start(), lines.start() + lines.length());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void verify() throws IOException {
        if (line != part.records()) {
            throw new StagingCorruptException(
                    part.key(), "holds " + line + " lines, its manifest says " + part.records());
        }
        if (lines.bytes() != part.bytes()) {
            throw new StagingCorruptException(
                    part.key(), "holds " + lines.bytes() + " bytes, its manifest says " + part.bytes());
        }
        String sha256 = lines.sha256();
        if (!sha256.equals(part.sha256())) {
            throw new StagingCorruptException(
                    part.key(), "has SHA-256 " + sha256 + ", its manifest says " + part.sha256());
        }
    }

    private static String where(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? ", at " + mapping.getPathReference()
                : ": no JSON";
    }
}
