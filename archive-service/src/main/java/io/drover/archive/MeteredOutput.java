package io.drover.archive;

import io.drover.staging.Sha256;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Measures a staged object on its way. */
final class MeteredOutput extends StagingStore.StagedOutput {

    private final StagingStore.StagedOutput out;
    private final MessageDigest digest = Sha256.newDigest();
    private long bytes;

    MeteredOutput(StagingStore.StagedOutput out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        digest.update(buffer, offset, length);
        bytes += length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    @Override
    public void abort() {
        out.abort();
    }

    /** Of all that was written; call it once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    long bytes() {
        return bytes;
    }
}
