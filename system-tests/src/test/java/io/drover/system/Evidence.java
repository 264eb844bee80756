package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An evidence bundle, opened as a stranger opens it: {@code tar --zstd -x}, {@code sha256sum -c SHA256SUMS}. */
record Evidence(Map<String, byte[]> files) {

    private static final String SUMS = "SHA256SUMS";

    static Evidence open(byte[] bundle) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ZstdInputStream(new ByteArrayInputStream(bundle)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName(), tar.readAllBytes());
                }
            }
        }
        return new Evidence(Collections.unmodifiableMap(files));
    }

    String text(String name) {
        byte[] file = files.get(name);
        if (file == null) {
            throw new AssertionError("there is no " + name + " in " + files.keySet());
        }
        return new String(file, StandardCharsets.UTF_8);
    }

    /** Each file has its sum, and each sum holds. */
    void assertSumsHold() throws NoSuchAlgorithmException {
        Set<String> summed = new TreeSet<>();
        for (String line : text(SUMS).lines().toList()) {
            String[] parts = line.split(" [ *]", 2);
            byte[] file = files.get(parts[1]);
            assertThat(file).as(parts[1]).isNotNull();
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
                    .as(parts[1])
                    .isEqualTo(parts[0]);
            summed.add(parts[1]);
        }
        Set<String> others = new TreeSet<>(files.keySet());
        others.remove(SUMS);
        assertThat(summed).isEqualTo(others);
    }
}
