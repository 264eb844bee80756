package io.drover.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.DirectoryStore;
import io.drover.staging.Sha256;
import io.drover.staging.StagingCorruptException;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of what a dangerous operation starts from. */
class ArchiveTest {

    private static final String FOLDER = "executions/" + FilesBatch.EXECUTION + "/archive/";
    private static final String KEY = FOLDER + FilesBatch.EXECUTION + ".tar.zst.gpg";
    private static final String PASSWORD = "correct horse battery staple";

    private final Path directory;
    private final StagingStore store;
    private final ArchiveOperation operation;

    ArchiveTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.store = DirectoryStore.open(directory.resolve("store"), new DirectoryStore.Durability(false, false));
        this.operation = new ArchiveOperation(store, name -> {
            if (name.equals("archive-password")) {
                return PASSWORD;
            }
            throw new ConnectorException("SECRET_UNKNOWN", FailureType.USER, "There is no secret named " + name);
        });
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void a_stranger_opens_it_with_gnupg_and_tar_and_checks_every_sum() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "this machine has no gpg");
        byte[] export = export(3_000_000);
        operation.run(batch().file("source-runservice-export", export)
                .file("backup-runservice", new byte[0])
                .file("converted-runservice", "{}".getBytes(UTF_8)));
        Path out = Files.createDirectories(directory.resolve("out"));
        Files.write(out.resolve("archive.tar.zst.gpg"), store.get(KEY).orElseThrow());

        String said = sh(
                out,
                "gpg --homedir " + Files.createDirectories(directory.resolve("home"))
                        + " --batch --pinentry-mode loopback --passphrase '" + PASSWORD + "' -d archive.tar.zst.gpg"
                        + " | tar --zstd -x && sha256sum -c SHA256SUMS");

        assertThat(said)
                .contains("backup-runservice: OK", "converted-runservice: OK", "source-runservice-export: OK")
                .contains("manifest.json: OK", "README.txt: OK");
        assertThat(Files.readAllBytes(out.resolve("source-runservice-export"))).isEqualTo(export);
        assertThat(out.resolve("backup-runservice")).isEmptyFile();
        assertThat(out.resolve("README.txt")).content().contains("gpg -d", "source-runservice-export  3000000 bytes");
    }

    @Test
    void it_tells_what_consent_is_bound_to() throws Exception {
        FilesBatch batch = batch().file("backup-runservice", export(1_000)).file("backup-configstore", export(10));
        operation.run(batch);

        byte[] archive = store.get(KEY).orElseThrow();
        assertThat(batch.facts)
                .containsEntry("archive", KEY)
                .containsEntry("bytes", "" + archive.length)
                .containsEntry(
                        "sha256", HexFormat.of().formatHex(Sha256.newDigest().digest(archive)));
        assertThat(batch.totals).containsEntry("files", 2L);
    }

    @Test
    void beside_it_lies_what_may_be_read_without_the_password() throws Exception {
        operation.run(batch().file("backup-runservice", "{\"password\":\"s3cret\"}".getBytes(UTF_8)));

        assertThat(store.list(FOLDER))
                .containsExactly(KEY, FOLDER + "README.txt", FOLDER + "SHA256SUMS", FOLDER + "manifest.json");
        JsonNode manifest =
                ArchiveJson.MAPPER.readTree(store.get(FOLDER + "manifest.json").orElseThrow());
        assertThat(manifest.at("/files/0/name").asText()).isEqualTo("backup-runservice");
        assertThat(manifest.at("/files/0/bytes").asLong()).isEqualTo(21);
        for (String key : store.list(FOLDER)) {
            assertThat(new String(store.get(key).orElseThrow(), UTF_8)).doesNotContain("s3cret", PASSWORD);
        }
        Path beside = Files.createDirectories(directory.resolve("beside"));
        for (String key : store.list(FOLDER)) {
            Files.write(
                    beside.resolve(key.substring(FOLDER.length())),
                    store.get(key).orElseThrow());
        }
        assertThat(sh(beside, "sha256sum -c SHA256SUMS"))
                .contains(FilesBatch.EXECUTION + ".tar.zst.gpg: OK", "manifest.json: OK", "README.txt: OK");
    }

    @Test
    void an_input_that_was_damaged_since_makes_no_archive() throws Exception {
        FilesBatch batch = batch().file("backup-runservice", export(100_000));
        String staged = batch.part("backup-runservice").key();
        byte[] bytes = store.get(staged).orElseThrow();
        bytes[50_000] ^= 1;
        try (OutputStream out = store.create(staged)) {
            out.write(bytes);
        }

        assertThatThrownBy(() -> operation.run(batch)).isInstanceOf(StagingCorruptException.class);
        assertThat(store.list(FOLDER)).isEmpty();
        assertThat(batch.facts).isEmpty();
    }

    @Test
    void an_archive_that_does_not_open_again_is_removed_and_told_of_nobody() throws Exception {
        FilesBatch batch = batch().file("backup-runservice", export(100_000));
        ArchiveOperation onBadDisk = new ArchiveOperation(new RottingStore(store, KEY), name -> PASSWORD);

        assertThatThrownBy(() -> onBadDisk.run(batch))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("ARCHIVE_DAMAGED"));
        assertThat(store.list(FOLDER)).isEmpty();
        assertThat(batch.facts).isEmpty();
    }

    @Test
    void an_attempt_that_lost_its_batch_does_not_replace_the_archive() throws Exception {
        operation.run(batch().file("backup-runservice", export(10)));
        byte[] first = store.get(KEY).orElseThrow();

        FilesBatch stale = batch().file("backup-runservice", export(10)).stale();
        assertThatThrownBy(() -> operation.run(stale)).hasMessageContaining("no longer");
        assertThat(store.get(KEY)).hasValue(first);
    }

    @Test
    void an_attempt_that_another_overtakes_leaves_that_ones_archive_and_sums_as_they_are() throws Exception {
        for (boolean reads : List.of(false, true)) {
            FilesBatch batch = batch().file("backup-runservice", export(100_000));
            StagingStore overtaken = beforeItIsOpened(reads, () -> {
                operation.run(batch);
                batch.stale();
            });
            ArchiveOperation slow = new ArchiveOperation(overtaken, name -> PASSWORD);

            assertThatThrownBy(() -> slow.run(batch)).hasMessageContaining("no longer");

            String sha256 = HexFormat.of()
                    .formatHex(Sha256.newDigest().digest(store.get(KEY).orElseThrow()));
            assertThat(batch.facts).containsEntry("sha256", sha256);
            assertThat(new String(store.get(FOLDER + "SHA256SUMS").orElseThrow(), UTF_8))
                    .startsWith(sha256);
        }
    }

    private interface Overtaking {
        void run() throws Exception;
    }

    /** @param reads whether the archive that is read is the one that was there before another replaced it */
    private StagingStore beforeItIsOpened(boolean reads, Overtaking overtaking) {
        AtomicBoolean overtaken = new AtomicBoolean();
        return (StagingStore) Proxy.newProxyInstance(
                StagingStore.class.getClassLoader(), new Class<?>[] {StagingStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("open") && overtaken.compareAndSet(false, true)) {
                        InputStream before = store.open(KEY);
                        overtaking.run();
                        if (reads) {
                            return before;
                        }
                        before.close();
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void without_a_password_there_is_no_archive() throws Exception {
        for (String secret : List.of("", "forgotten")) {
            assertThatThrownBy(() -> operation.run(batch().password(secret).file("a", export(1))))
                    .isInstanceOf(ConnectorException.class);
        }
        assertThat(store.list(FOLDER)).isEmpty();
    }

    private FilesBatch batch() {
        return new FilesBatch(store).password("archive-password");
    }

    private static byte[] export(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private String sh(Path in, String script) throws Exception {
        Path said = directory.resolve("said.txt");
        Process process = new ProcessBuilder("sh", "-c", script)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(said);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
