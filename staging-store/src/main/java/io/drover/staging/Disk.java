package io.drover.staging;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a staging directory. What is written in bulk leaves a part of it alone, so that manifests and records of what
 * was done, which are small and come last, find room.
 */
final class Disk {

    /** Asking costs a system call, so not for every block. */
    private static final long ASK_EVERY = 1024 * 1024;
    /** With less than a block of the file system left, a write that failed did so for want of room. */
    private static final long NOTHING = 64 * 1024;

    private final Path root;
    private final long minFree;
    private volatile @Nullable FileStore found;

    /** @param minFree bytes below which no batch begins; a quarter of it is kept for manifests and records */
    Disk(Path root, long minFree) {
        if (minFree < 0) {
            throw new IllegalArgumentException("drover.staging.min-free is " + minFree + " bytes; 0 is no limit");
        }
        this.root = root;
        this.minFree = minFree;
    }

    /** @throws StagingFullException when no batch should begin */
    void requireRoom() throws IOException {
        requireFree(minFree);
    }

    private void requireFree(long needed) throws IOException {
        if (needed > 0) {
            StagingFiles.requireRoot(root);
            long free = free();
            if (free < needed) {
                throw new StagingFullException(root, free, needed);
            }
        }
    }

    private long free() throws IOException {
        FileStore store = found;
        if (store == null) {
            found = store = Files.getFileStore(root); // reads the table of all mounts, which is not for every file
        }
        long free = store.getUsableSpace();
        return free < 0 ? Long.MAX_VALUE : free; // a disk of more than 8 EiB, as some network file systems say
    }

    /** @return what the failure of a write was: a disk without room, or itself */
    IOException explain(IOException failure) {
        if (failure instanceof StagingFullException) {
            return failure;
        }
        try {
            long free = free();
            if (free < NOTHING || saysFull(failure)) {
                StagingFullException full = new StagingFullException(root, free, Math.max(minFree, NOTHING));
                full.initCause(failure);
                return full;
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** ENOSPC and EDQUOT in the words of the C library; Java has no other name for them. A quota leaves the disk free. */
    private static boolean saysFull(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left on device") || message.contains("quota exceeded");
    }

    /** What one object in bulk may take. For one thread at a time. */
    final class Share {

        private long unasked = ASK_EVERY;

        /** @throws StagingFullException before the last quarter of the room is begun */
        void take(int bytes) throws IOException {
            unasked += bytes;
            if (unasked >= ASK_EVERY) {
                requireFree(minFree / 4);
                unasked = 0;
            }
        }
    }
}
