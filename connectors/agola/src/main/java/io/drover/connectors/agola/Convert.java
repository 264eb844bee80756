package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.ConversionBooks;
import io.drover.connectors.agola.convert.ConversionException;
import io.drover.connectors.agola.convert.Converter;
import io.drover.connectors.agola.convert.Nul;
import io.drover.connectors.agola.convert.Service;
import io.drover.spi.Finding;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;

/** Converts an export that was taken before. The same export and time always give the same file. */
final class Convert {

    private static final String INPUT = "export";
    private static final String FILE = "converted";

    void run(Service service, Task task) throws IOException {
        try (InputStream export = task.open(INPUT)) {
            Hashing file = new Hashing(task.create(FILE));
            ConversionBooks summary = converter(service, task, task::finding).toStream(export, file);
            // The end proves that the file is the one that was left.
            if (export.read() >= 0) {
                throw new IllegalStateException("the export was not read to its end");
            }
            file.close();
            totals(task, summary);
            task.fact("sha256", file.sha256());
            task.fact("bytes", String.valueOf(summary.bytesOut()));
        } catch (ConversionException e) {
            throw AgolaFailures.conversion("The export of the " + service.word(), e);
        }
    }

    /** As the migration says, which is the same for conversion and verification. */
    static Converter converter(Service service, Task task, Consumer<Finding> findings) {
        Nul nul = AgolaSettings.nul(task.options().path("source"));
        return new Converter(service, at(task), nul, findings);
    }

    static Instant at(Task task) {
        String at = task.options().path("at").asText();
        try {
            return Instant.parse(at);
        } catch (DateTimeException e) {
            throw AgolaFailures.user(
                    "OPTION_INVALID", "The option \"at\" is \"" + at + "\" and must be a time in RFC 3339.");
        }
    }

    static void totals(Task task, ConversionBooks summary) {
        summary.in().forEach((type, count) -> task.total("in." + type, count));
        summary.out().forEach((kind, count) -> task.total("out." + kind, count));
        summary.dropped().forEach((type, count) -> task.total("dropped." + type, count));
    }

    private static final class Hashing extends OutputStream {

        private final OutputStream out;
        private final java.security.MessageDigest digest = ExportHash.begin();

        Hashing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        String sha256() {
            return ExportHash.hex(digest.digest());
        }
    }
}
