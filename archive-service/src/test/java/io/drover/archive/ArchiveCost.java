package io.drover.archive;

import io.drover.staging.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Measures how fast a large file is archived, opening it again included. Run it with a small heap. */
final class ArchiveCost {

    private static final int PIECE_BYTES = 16 << 20;
    private static final int PIECES = 64;

    private ArchiveCost() {}

    public static void main(String... arguments) throws IOException {
        Path directory = Files.createTempDirectory("archive-cost");
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            byte[] piece = new byte[PIECE_BYTES];
            new Random(1).nextBytes(piece);
            FilesBatch batch = new FilesBatch(store).password("any").file("source-runservice-export", piece, PIECES);
            long start = System.nanoTime();
            new ArchiveOperation(store, name -> "a password").run(batch);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d MiB archived and opened again in %.1f s: %.0f MB/s%n",
                    ((long) PIECE_BYTES * PIECES) >> 20, seconds, (double) PIECE_BYTES * PIECES / 1e6 / seconds);
            store.deleteAll("");
        } finally {
            Files.delete(directory);
        }
    }
}
