package io.drover.staging;

import java.util.List;
import java.util.Optional;

/**
 * What a batch attempt staged. Writing it is the commit.
 *
 * @param batch {@code execution/step/phase/number}
 * @param worker which process wrote it
 */
public record Manifest(String batch, int attempt, String worker, List<Part> parts) {

    public Manifest {
        parts = List.copyOf(parts);
    }

    public Optional<Part> part(String name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * One staged object: JSON Lines, zstd.
     *
     * @param name for example {@code records} or {@code findings}
     * @param records number of lines
     * @param bytes length before compression
     * @param sha256 of the uncompressed bytes, hex
     */
    public record Part(String name, String key, long records, long bytes, String sha256) {}
}
