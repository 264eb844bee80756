package io.drover.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Measures how fast a file is sealed and opened in one thread; the content is like an export, or random. */
final class FileCost {

    /** More than what zstd looks back on, so that a repeated piece is not found to be one. */
    private static final int PIECE_BYTES = 32 << 20;

    private static final int PIECES = 12;
    private static final int ROUNDS = 3;

    private FileCost() {}

    public static void main(String... arguments) throws IOException {
        Path directory = Files.createTempDirectory("file-cost");
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            FileSeal seal = Seals.SEAL;
            for (int round = 0; round < ROUNDS; round++) {
                measure(store, seal, "export", export());
                measure(store, seal, "random", random());
            }
            store.deleteAll("");
        } finally {
            Files.delete(directory);
        }
    }

    private static void measure(StagingStore store, FileSeal seal, String what, byte[] piece) throws IOException {
        long start = System.nanoTime();
        Manifest.Part part;
        try (SealedOutput out = SealedOutput.create(store, seal, "file", "e1/file.zst.pgp")) {
            for (int i = 0; i < PIECES; i++) {
                out.write(piece);
            }
            out.close();
            part = out.part();
        }
        long sealed = System.nanoTime();
        try (InputStream in = PartInput.open(store, seal, part)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        long opened = System.nanoTime();
        long staged;
        try (InputStream in = store.open(part.key())) {
            staged = in.transferTo(OutputStream.nullOutputStream());
        }
        System.out.printf(
                "%s: %d MiB, %d staged; seal %.0f MB/s, open %.0f MB/s%n",
                what,
                part.bytes() >> 20,
                staged >> 20,
                part.bytes() * 1e3 / (sealed - start),
                part.bytes() * 1e3 / (opened - sealed));
    }

    /** Records as an export has them: keys that repeat, ids that do not. */
    private static byte[] export() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < PIECE_BYTES) {
            text.append("{\"dataType\":\"run\",\"data\":{\"id\":\"")
                    .append(Long.toString(random.nextLong(), 36))
                    .append("\",\"name\":\"build ")
                    .append(random.nextInt(100_000))
                    .append("\",\"phase\":\"finished\",\"result\":\"success\",\"counter\":")
                    .append(random.nextInt())
                    .append(",\"enqueueTime\":\"2026-11-20T09:30:00.")
                    .append(random.nextInt(1_000_000_000))
                    .append("Z\"}}\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] bytes = new byte[PIECE_BYTES];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
