package io.drover.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.contracts.Input;
import io.drover.staging.Manifest;
import io.drover.staging.Sha256;
import io.drover.worker.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * What an archive holds: the inputs by their names, a manifest, a how-to and the sums of all of them.
 *
 * @param manifest names the files with sizes and hashes; no content
 */
record ArchiveContent(Instant at, List<FileLine> files, Text manifest, Text readme) {

    private static final int BUFFER_BYTES = 1 << 16;

    ArchiveContent {
        files = List.copyOf(files);
    }

    /** @param from the manifest of the batch that left the file */
    record FileLine(String name, long bytes, String sha256, String from) {}

    /** A small file of the archive's own. */
    record Text(String name, byte[] bytes) {
        String sha256() {
            return HexFormat.of().formatHex(Sha256.newDigest().digest(bytes));
        }
    }

    private record Listing(int version, String execution, String drover, Instant at, List<FileLine> files) {}

    static ArchiveContent of(Batch batch) throws IOException {
        String execution = batch.command().batch().execution();
        Instant at = Instant.now();
        List<FileLine> files = new ArrayList<>();
        for (Map.Entry<String, Input> input : new TreeMap<>(batch.command().inputs()).entrySet()) {
            Manifest.Part part = batch.part(input.getKey());
            files.add(new FileLine(
                    input.getKey(),
                    part.bytes(),
                    part.sha256(),
                    input.getValue().manifest()));
        }
        return new ArchiveContent(
                at,
                files,
                new Text("manifest.json", json(new Listing(1, execution, Release.version(), at, files))),
                new Text("README.txt", readme(execution, files).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes all of it and closes {@code out}, but only when it was all written.
     *
     * @return the sums, as the archive holds them
     * @throws IOException when an input is not what it was when it was left
     */
    String write(Batch batch, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = Bundle.tar(out);
        StringBuilder sums = new StringBuilder();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (FileLine file : files) {
            tar.putArchiveEntry(Bundle.entry(file.name(), file.bytes(), at));
            try (InputStream in = batch.open(file.name())) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    tar.write(buffer, 0, read);
                }
            }
            tar.closeArchiveEntry();
            sums.append(file.sha256()).append("  ").append(file.name()).append('\n');
        }
        for (Text text : List.of(manifest, readme)) {
            put(tar, text);
            sums.append(text.sha256()).append("  ").append(text.name()).append('\n');
        }
        put(tar, new Text(Bundle.SUMS, sums.toString().getBytes(StandardCharsets.UTF_8)));
        tar.finish();
        batch.checkOwnership(); // closing replaces what another attempt may have archived
        tar.close();
        return sums.toString();
    }

    private void put(TarArchiveOutputStream tar, Text text) throws IOException {
        tar.putArchiveEntry(Bundle.entry(text.name(), text.bytes().length, at));
        tar.write(text.bytes());
        tar.closeArchiveEntry();
    }

    private static byte[] json(Object value) {
        try {
            return ArchiveJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of files has a JSON form", e);
        }
    }

    private static String readme(String execution, List<FileLine> files) {
        StringBuilder text = new StringBuilder("""
                Archive of execution %1$s, made by Drover %2$s.

                Open it with the password that was set for it:

                    gpg -d %1$s.tar.zst.gpg | tar --zstd -x && sha256sum -c SHA256SUMS

                It holds exports with secrets in clear: keep it, and what comes out of it, where such things are kept.

                """.formatted(execution, Release.version()));
        for (FileLine file : files) {
            text.append("    ")
                    .append(file.name())
                    .append("  ")
                    .append(file.bytes())
                    .append(" bytes\n");
        }
        return text.toString();
    }
}
