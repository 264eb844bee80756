package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sealed file is, on every store. */
abstract class SealedFileContract {

    private static final String KEY = "executions/e1/export/extract/000000/1-ab/export.zst.pgp";

    private final StagingStore store;

    /** @param store empty, and of this test alone */
    SealedFileContract(StagingStore store) {
        this.store = store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 131_072, 3_000_000})
    void a_file_of_any_length_comes_back_byte_for_byte(int length) throws IOException {
        byte[] content = content(length);

        Manifest.Part part = write(content);

        assertThat(part)
                .isEqualTo(new Manifest.Part(
                        "export",
                        KEY,
                        0,
                        length,
                        HexFormat.of().formatHex(Sha256.newDigest().digest(content))));
        assertThat(read(part)).isEqualTo(content);
    }

    @Test
    void many_megabytes_pass_through_and_are_read_in_pieces() throws IOException {
        byte[] piece = content(1_000_003);
        SealedOutput out = SealedOutput.create(store, Seals.SEAL, "export", KEY);
        for (int i = 0; i < 12; i++) {
            out.write(piece);
        }
        out.close();

        try (InputStream in = PartInput.open(store, Seals.SEAL, out.part())) {
            for (int i = 0; i < 12; i++) {
                assertThat(Arrays.equals(in.readNBytes(piece.length), piece))
                        .as("piece " + i)
                        .isTrue();
            }
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void nothing_of_the_content_stands_in_the_store() throws IOException {
        write("{\"password\":\"open sesame\"}".repeat(3).getBytes(UTF_8));

        assertThat(new String(store.get(KEY).orElseThrow(), UTF_8)).doesNotContain("sesame", "password");
    }

    @Test
    void the_same_content_is_other_bytes_each_time() throws IOException {
        write(content(100));
        byte[] first = store.get(KEY).orElseThrow();
        write(content(100));

        assertThat(store.get(KEY).orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void an_aborted_file_leaves_nothing() throws IOException {
        SealedOutput out = SealedOutput.create(store, Seals.SEAL, "export", KEY);
        out.write(content(500_000));
        out.abort();
        out.close();

        assertThat(store.list("")).isEmpty();
        assertThat(out.isWhole()).isFalse();
        assertThatThrownBy(out::part).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_file_is_not_there_before_it_is_closed() throws IOException {
        try (SealedOutput out = SealedOutput.create(store, Seals.SEAL, "export", KEY)) {
            out.write(content(500_000));
            assertThat(store.list("")).isEmpty();
        }
        assertThat(store.list("")).containsExactly(KEY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
    void a_cut_file_is_noticed_wherever_it_was_cut(double where) throws IOException {
        Manifest.Part part = write(content(400_000));
        byte[] whole = store.get(KEY).orElseThrow();
        replace(Arrays.copyOf(whole, (int) (whole.length * where)));

        assertCorrupt(part);
    }

    @Test
    void a_file_without_its_last_bytes_is_noticed() throws IOException {
        Manifest.Part part = write(content(400_000));
        byte[] whole = store.get(KEY).orElseThrow();
        for (int missing : new int[] {1, 2, 19, 20, 21, 22, 23, 40}) {
            replace(Arrays.copyOf(whole, whole.length - missing));
            assertCorrupt(part);
        }
    }

    @Test
    void a_changed_bit_is_noticed_wherever_it_is() throws IOException {
        Manifest.Part part = write(content(100_000));
        byte[] whole = store.get(KEY).orElseThrow();
        Random random = new Random(7);
        for (int i = 0; i < 24; i++) {
            byte[] changed = whole.clone();
            int at = i < 12 ? i : random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            replace(changed);
            assertCorrupt(part);
        }
    }

    @Test
    void another_file_in_its_place_is_noticed_although_it_is_whole() throws IOException {
        Manifest.Part part = write(content(1_000));
        write(content(1_001));

        assertThatThrownBy(() -> read(part))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining("more than the 1000 bytes that its manifest says");
    }

    @Test
    void another_installations_key_opens_nothing() throws IOException {
        Manifest.Part part = write(content(1_000));

        assertThatThrownBy(() -> PartInput.open(store, Seals.of((byte) 2), part).readAllBytes())
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining(KEY);
    }

    @Test
    void a_key_that_the_installation_had_before_opens() throws IOException {
        byte[] content = content(1_000);
        Manifest.Part part = write(content);

        try (PartInput file = PartInput.open(store, Seals.of((byte) 3, (byte) 2, (byte) 1), part)) {
            assertThat(file.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void a_file_that_was_moved_does_not_open() throws IOException {
        Manifest.Part part = write(content(1_000));
        String elsewhere = KEY.replace("e1", "e2");
        try (OutputStream out = store.create(elsewhere)) {
            out.write(store.get(KEY).orElseThrow());
        }

        Manifest.Part moved = new Manifest.Part("export", elsewhere, 0, part.bytes(), part.sha256());
        assertThatThrownBy(() -> read(moved)).isInstanceOf(StagingCorruptException.class);
    }

    @Test
    void a_file_that_is_gone_is_said_to_be() throws IOException {
        Manifest.Part part = write(content(10));
        store.deleteAll(KEY);

        assertThatThrownBy(() -> read(part))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void the_bytes_of_json_lines_are_read_and_proven_likewise() throws IOException {
        PartWriter writer = PartWriter.create(store, "audit", "e1/audit.jsonl.zst");
        writer.writeRaw("{\"b\":1, \"a\":2}".getBytes(UTF_8));
        Manifest.Part part = writer.close();

        assertThat(read(part)).asString(UTF_8).isEqualTo("{\"b\":1, \"a\":2}\n");
        Manifest.Part other = new Manifest.Part("audit", part.key(), 1, part.bytes(), "00".repeat(32));
        assertThatThrownBy(() -> read(other)).isInstanceOf(StagingCorruptException.class);
    }

    private Manifest.Part write(byte[] content) throws IOException {
        SealedOutput out = SealedOutput.create(store, Seals.SEAL, "export", KEY);
        out.write(content);
        out.close();
        return out.part();
    }

    private byte[] read(Manifest.Part part) throws IOException {
        try (InputStream in = part.isSealed() ? PartInput.open(store, Seals.SEAL, part) : PartInput.open(store, part)) {
            return in.readAllBytes();
        }
    }

    private void replace(byte[] content) throws IOException {
        try (OutputStream out = store.create(KEY)) {
            out.write(content);
        }
    }

    private void assertCorrupt(Manifest.Part part) {
        assertThatThrownBy(() -> read(part))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining(KEY);
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
