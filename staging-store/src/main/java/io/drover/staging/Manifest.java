package io.drover.staging;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a batch attempt staged. Writing it is the commit.
 *
 * @param batch {@code execution/step/phase/number}
 * @param worker which process wrote it
 * @param counts records by what became of them; the words are the caller's
 * @param findings number of findings by code
 * @param facts words that the batch found out, as the coordinator is told them; absent means none
 * @param totals numbers to plan with, by words of the batch's own, which may be those of {@code counts}; null in what an earlier
 *     release wrote, which has them among {@code counts}
 * @param skipped why there was nothing to do, for people; null when it was done
 */
public record Manifest(
        String batch,
        int attempt,
        String worker,
        List<Part> parts,
        Map<String, Long> counts,
        Map<String, Integer> findings,
        Map<String, String> facts,
        @Nullable Map<String, Long> totals,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String skipped) {

    public Manifest {
        parts = List.copyOf(parts);
        counts = Map.copyOf(counts);
        findings = Map.copyOf(findings);
        facts = facts == null ? Map.of() : Map.copyOf(facts);
        totals = totals == null ? null : Map.copyOf(totals);
    }

    /** Without facts and totals. */
    public Manifest(
            String batch,
            int attempt,
            String worker,
            List<Part> parts,
            Map<String, Long> counts,
            Map<String, Integer> findings) {
        this(batch, attempt, worker, parts, counts, findings, Map.of(), null, null);
    }

    public Manifest(String batch, int attempt, String worker, List<Part> parts) {
        this(batch, attempt, worker, parts, Map.of(), Map.of());
    }

    public Optional<Part> part(String name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * One staged object: JSON Lines, zstd; or a sealed file, which is zstd in OpenPGP.
     *
     * @param name for example {@code records} or {@code findings}
     * @param key ends with {@link #SEALED} when it is a sealed file
     * @param records number of lines; 0 of a sealed file
     * @param bytes length before compression
     * @param sha256 of the uncompressed bytes, hex
     */
    public record Part(String name, String key, long records, long bytes, String sha256) {

        /** How the keys of sealed files end. */
        public static final String SEALED = ".zst.pgp";

        /** Whether it is a file, which may hold secrets and only a {@link FileSeal} opens. */
        @JsonIgnore
        public boolean isSealed() {
            return key.endsWith(SEALED);
        }
    }
}
