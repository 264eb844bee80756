package io.drover.archive;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.OpenPgp;
import io.drover.staging.Sha256;
import io.drover.staging.StagingStore;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Puts the files that earlier steps left into one archive that a stranger with the password can open:
 * {@code gpg -d NAME.tar.zst.gpg | tar --zstd -x}. It is streamed into the staging store, then opened again from there; only then its name is a fact.
 *
 * <p>Inputs: files, named in the archive as the inputs are. Option {@code passwordSecret}: the name of the secret that is its
 * password. Leaves {@code executions/<id>/archive/<id>.tar.zst.gpg} and beside it, without secrets, its manifest, how-to and
 * sums; totals {@code files}; facts {@code sha256}, {@code bytes} and {@code archive}, which is the key.
 *
 * <p>All attempts share these keys, so each asks whether it still owns the batch right before it replaces or removes anything, and
 * once more before it tells the facts. What remains is an attempt that stands still for a lease between such a question and
 * the one call that follows, and wakes when another has archived: then the archive or its sums are not what was told, which
 * {@code sha256sum -c} and the challenge's hash show. Running the step again mends it.
 */
@ApplicationScoped
public class ArchiveOperation implements Operation {

    private static final Logger LOG = Logger.getLogger(ArchiveOperation.class);

    private static final int LEVEL = 3;

    private final StagingStore store;
    private final ArchivePasswords passwords;

    ArchiveOperation(StagingStore store, ArchivePasswords passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        String execution = batch.command().batch().execution();
        String folder = "executions/" + execution + "/archive/";
        String key = folder + execution + ".tar.zst.gpg";
        char[] password = password(batch);
        ArchiveContent content = ArchiveContent.of(batch);
        MeteredOutput out = new MeteredOutput(store.create(key));
        String sums = write(batch, content, password, out);
        String sha256 = out.sha256();
        verify(batch, key, password, sha256, sums);
        lay(batch, content, folder, execution + ".tar.zst.gpg", sha256);
        // The first facts that are told hold: they are to be those of the archive that lies there.
        batch.checkOwnership();
        batch.total("files", content.files().size());
        batch.fact("sha256", sha256);
        batch.fact("bytes", Long.toString(out.bytes()));
        batch.fact("archive", key);
        LOG.infof("Archive is written and verified executionId=%s key=%s bytes=%d", execution, key, out.bytes());
        return Counts.NONE;
    }

    private static String write(Batch batch, ArchiveContent content, char[] password, MeteredOutput out)
            throws IOException {
        OutputStream compressed = out;
        try {
            compressed = new ZstdOutputStreamNoFinalizer(
                    OpenPgp.encrypt(out, password, OpenPgp.Guessing.SLOW), RecyclingBufferPool.INSTANCE, LEVEL);
            return content.write(batch, compressed);
        } catch (IOException | RuntimeException e) {
            out.abort();
            compressed.close(); // frees the native context; the aborted output ignores what it is given
            throw e;
        }
    }

    private char[] password(Batch batch) {
        String secret = batch.command().options().path("passwordSecret").asText();
        if (secret.isEmpty()) {
            throw new ConnectorException(
                    "ARCHIVE_PASSWORD_NOT_NAMED",
                    FailureType.USER,
                    "The archive holds secrets, so it needs a password. Store one as a secret and name it in the"
                            + " migration under archive.password.");
        }
        return passwords.password(secret).toCharArray();
    }

    /** An archive counts only after it was opened again. */
    private void verify(Batch batch, String key, char[] password, String sha256, String sums) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        Optional<String> problem;
        try (InputStream staged = store.open(key)) {
            InputStream in = new DigestInputStream(new KeptOpen(staged), digest);
            problem = Sums.problem(OpenPgp.decrypt(in, password), sums);
            in.transferTo(OutputStream.nullOutputStream()); // what stands after the message would be in the sum
        } catch (IOException e) {
            problem = Optional.of("it cannot be opened again (" + e.getMessage() + ")");
        }
        if (problem.isEmpty() && !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            problem = Optional.of("it is not what was written");
        }
        if (problem.isPresent()) {
            batch.checkOwnership(); // what is read there may be what another attempt has archived since
            store.deleteAll(key);
            throw new ConnectorException(
                    "ARCHIVE_DAMAGED",
                    FailureType.RESOURCES,
                    "The archive " + key + " was written, but " + problem.get()
                            + ". It was removed again. Check the staging store's disk, then run the step again.");
        }
    }

    /** What may be read without the password, with sums that {@code sha256sum -c} checks. */
    private void lay(Batch batch, ArchiveContent content, String folder, String archive, String sha256)
            throws IOException {
        StringBuilder sums = new StringBuilder(sha256 + "  " + archive + "\n");
        for (ArchiveContent.Text text : List.of(content.manifest(), content.readme())) {
            sums.append(text.sha256()).append("  ").append(text.name()).append('\n');
            put(batch, folder + text.name(), text.bytes());
        }
        put(batch, folder + Bundle.SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void put(Batch batch, String key, byte[] bytes) throws IOException {
        StagingStore.StagedOutput out = store.create(key);
        try {
            out.write(bytes);
            batch.checkOwnership();
            out.close();
        } catch (IOException | RuntimeException e) {
            out.abort();
            throw e;
        }
    }

    /** Who closes what is above it has not read it to its end. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The store's stream is closed by who opened it.
        }
    }
}
