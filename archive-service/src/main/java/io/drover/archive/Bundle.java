package io.drover.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.drover.staging.Sha256;
import io.drover.staging.StagingStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes the evidence as {@code tar} in {@code zstd}, in constant memory. The same files and the same time give the same
 * bytes: entries are sorted, owners are nobody, and every entry has the time at which the execution ended.
 */
final class Bundle {

    /** Last in the archive, since it is about all that came before; the form of {@code sha256sum}. */
    static final String SUMS = "SHA256SUMS";

    private static final int LEVEL = 6;
    private static final int MODE = 0100644;

    private Bundle() {}

    /**
     * Closes {@code out} when everything was written, and gives it up when not.
     *
     * @param beforeClosing asks whether what is there may be replaced
     */
    static void write(Workspace workspace, Instant time, StagingStore.StagedOutput out, Runnable beforeClosing)
            throws IOException {
        OutputStream compressed = out;
        try {
            compressed = new ZstdOutputStreamNoFinalizer(out, LEVEL);
            TarArchiveOutputStream tar = tar(compressed);
            lay(workspace, time, tar);
            tar.finish();
            beforeClosing.run();
            tar.close();
        } catch (IOException | RuntimeException e) {
            out.abort(); // before anything closes it, which would put half a bundle there
            compressed.close(); // frees the native context; the aborted output ignores what it is given
            throw e;
        }
    }

    private static void lay(Workspace workspace, Instant time, TarArchiveOutputStream tar) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (String name : workspace.names()) {
            MessageDigest sum = Sha256.newDigest();
            tar.putArchiveEntry(entry(name, Files.size(workspace.path(name)), time));
            try (InputStream file =
                    new DigestInputStream(new BufferedInputStream(Files.newInputStream(workspace.path(name))), sum)) {
                file.transferTo(tar);
            }
            tar.closeArchiveEntry();
            sums.append(HexFormat.of().formatHex(sum.digest()))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        byte[] text = sums.toString().getBytes(StandardCharsets.UTF_8);
        tar.putArchiveEntry(entry(SUMS, text.length, time));
        tar.write(text);
        tar.closeArchiveEntry();
    }

    /** The form that every {@code tar} of today reads: long names, big files, names in any script. */
    static TarArchiveOutputStream tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return tar;
    }

    static TarArchiveEntry entry(String name, long size, Instant time) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(MODE);
        entry.setModTime(time.toEpochMilli() / 1_000 * 1_000);
        entry.setIds(0, 0);
        entry.setNames("", "");
        return entry;
    }
}
