package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who can write the staging store may leave there for the services to read. */
class HostilePartTest {

    private static final long HUGE = 700L << 20;
    private static final String KEY = "executions/e1/findings.jsonl.zst";

    private final Path root;
    private final DirectoryStore store;

    HostilePartTest(@TempDir Path directory) throws IOException {
        root = directory.resolve("staging");
        store = DirectoryStore.open(root);
    }

    @Test
    void a_small_part_that_unpacks_to_700_mb_is_read_no_further_than_its_manifest_says() throws IOException {
        unpacksTo("{}\n");
        assertThat(Files.size(root.resolve(KEY))).isLessThan(1 << 20);

        assertThatThrownBy(() -> PartReader.forEach(store, part(1000), JsonNode.class, line -> {}))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining("more than the 1000 bytes that its manifest says");
        try (PartInput bytes = PartInput.open(store, part(1000))) {
            assertThatThrownBy(() -> bytes.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(StagingCorruptException.class)
                    .hasMessageContaining("more than the 1000 bytes that its manifest says");
        }
    }

    @Test
    void a_line_of_700_mb_is_refused_also_where_the_manifest_says_so() throws IOException {
        unpacksTo("x");

        assertThatThrownBy(() -> PartReader.forEach(store, part(HUGE), JsonNode.class, line -> {}))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining("a line of more than " + (64 << 20) + " bytes")
                .hasMessageContaining("after line 0");
    }

    @Test
    void nothing_is_written_that_nobody_would_read() throws IOException {
        PartWriter part = PartWriter.create(store, "records", "executions/e1/records.jsonl.zst");
        assertThatThrownBy(() -> part.writeRaw(new byte[Lines.LONGEST + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be staged");
        part.writeRaw("{}".getBytes(UTF_8));
        assertThat(part.close().records()).isEqualTo(1);
    }

    @Test
    void a_manifest_of_hundreds_of_megabytes_is_none() throws IOException {
        Path place = Files.createDirectories(root.resolve("executions/e1")).resolve("manifest.json");
        try (OutputStream out = Files.newOutputStream(place)) {
            byte[] chunk = " ".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i < 33; i++) {
                out.write(chunk);
            }
        }
        assertThatThrownBy(() -> Manifests.read(store, "executions/e1/manifest.json"))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining("which Drover does not write");
    }

    @Test
    void no_link_leads_out_of_the_store(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret.key"), "canary");
        Path folder = Files.createDirectories(root.resolve("executions/e1/evidence"));
        Files.createSymbolicLink(folder.resolve("report.html"), elsewhere.resolve("secret.key"));
        Files.createSymbolicLink(root.resolve("executions/e2"), elsewhere);

        for (String key : List.of("executions/e1/evidence/report.html", "executions/e2/secret.key")) {
            assertThatThrownBy(() -> store.open(key))
                    .isInstanceOf(StagingCorruptException.class)
                    .hasMessageContaining("is a link");
            assertThatThrownBy(() -> store.get(key)).isInstanceOf(StagingCorruptException.class);
        }
        assertThat(store.get("executions/e3/none")).isEmpty();
    }

    @Test
    void nobody_but_its_owner_reads_what_is_staged() throws IOException {
        PartWriter part = PartWriter.create(store, "records", "executions/e1/step/records.jsonl.zst");
        part.writeRaw("{}".getBytes(UTF_8));
        part.close();
        store.putIfAbsent("executions/e1/step/manifest.json", "{}".getBytes(UTF_8));

        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all).hasSizeGreaterThan(4).allSatisfy(path -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .endsWith("------"));
        }
    }

    private static Manifest.Part part(long bytes) {
        return new Manifest.Part("findings", KEY, 1, bytes, "0");
    }

    private void unpacksTo(String repeated) throws IOException {
        byte[] chunk = repeated.repeat(1 << 18).getBytes(UTF_8);
        Path place = root.resolve(KEY);
        Files.createDirectories(root.resolve("executions/e1"));
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(place))) {
            for (long written = 0; written < HUGE; written += chunk.length) {
                out.write(chunk);
            }
        }
    }
}
