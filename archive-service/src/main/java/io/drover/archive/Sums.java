package io.drover.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.drover.staging.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Opens a bundle again and compares every file in it with its sum. */
final class Sums {

    private Sums() {}

    /** What is wrong with the bundle; empty when nothing is. */
    static Optional<String> problem(InputStream bundle) throws IOException {
        Map<String, String> found = new HashMap<>();
        String listed = read(bundle, found);
        return listed == null ? Optional.of("it has no " + Bundle.SUMS) : compare(found, listed);
    }

    /** As {@link #problem(InputStream)}, and its own sums are to be {@code written}. Reads the stream to its end. */
    static Optional<String> problem(InputStream bundle, String written) throws IOException {
        Map<String, String> found = new HashMap<>();
        return written.equals(read(bundle, found))
                ? compare(found, written)
                : Optional.of("its " + Bundle.SUMS + " is another");
    }

    /** @return the sums that the bundle lists, null when it lists none */
    private static @Nullable String read(InputStream bundle, Map<String, String> found) throws IOException {
        String listed = null;
        try (InputStream zstd = new ZstdInputStreamNoFinalizer(bundle);
                TarArchiveInputStream tar = new TarArchiveInputStream(zstd, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(Bundle.SUMS)) {
                    listed = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                } else {
                    found.put(entry.getName(), sum(tar));
                }
            }
            zstd.transferTo(OutputStream.nullOutputStream()); // what stands below proves itself only at its end
        }
        return listed;
    }

    private static Optional<String> compare(Map<String, String> found, String listed) {
        for (String line : listed.lines().toList()) {
            String name = line.substring(line.indexOf("  ") + 2);
            String sum = found.remove(name);
            if (!line.startsWith(sum + "  ")) {
                return Optional.of(
                        name + (sum == null ? " is missing" : " has another sum than " + Bundle.SUMS + " says"));
            }
        }
        return found.keySet().stream().sorted().findFirst().map(name -> name + " is not in " + Bundle.SUMS);
    }

    private static String sum(InputStream in) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }
}
