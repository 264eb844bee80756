package io.drover.staging;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch attempt staged. Writing it is the commit.
 *
 * @param batch {@code execution/step/phase/number}
 * @param worker which process wrote it
 * @param counts records by what became of them; the words are the caller's
 * @param findings number of findings by code
 */
public record Manifest(
        String batch,
        int attempt,
        String worker,
        List<Part> parts,
        Map<String, Long> counts,
        Map<String, Integer> findings) {

    public Manifest {
        parts = List.copyOf(parts);
        counts = Map.copyOf(counts);
        findings = Map.copyOf(findings);
    }

    public Manifest(String batch, int attempt, String worker, List<Part> parts) {
        this(batch, attempt, worker, parts, Map.of(), Map.of());
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
