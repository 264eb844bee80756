package io.drover.connectors.agola.convert;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.spi.Finding;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Converts the export of a v0.7 service to what v0.8 and later import (docs/contracts/agola.md 1.5 to 1.7). The same export and time always give
 * the same bytes. Nothing is written unless all of it could be converted. Memory does not grow with the input; temporary files
 * take about as much as the output.
 */
public final class Converter {

    private static final int BUFFER = 256 * 1024;

    private final Service service;
    private final Instant at;
    private final Nul nul;
    private final Consumer<Finding> findings;

    /**
     * @param at creation and update time of every record
     * @param findings is told, during the conversion, what does not come out as it went in
     */
    public Converter(Service service, Instant at, Nul nul, Consumer<Finding> findings) {
        this.service = service;
        this.at = at;
        this.nul = nul;
        this.findings = findings;
    }

    /**
     * Writes a file that is not there yet. It appears whole, under its name, when the conversion has succeeded; only its owner can
     * read it, since exports hold secrets in clear.
     *
     * @throws ConversionException if the input cannot be converted, or the file is there already
     */
    public ConversionBooks toFile(InputStream in, Path file) throws IOException, ConversionException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.exists(target)) {
            throw new ConversionException(
                    Reason.OUTPUT_EXISTS,
                    "The file " + file
                            + " is there already. Remove it or name another: a converted file is kept, not replaced.");
        }
        Path part = Files.createTempFile(directory, "." + target.getFileName() + "-", ".part");
        try {
            ConversionBooks summary;
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                summary = convert(in, Channels.newOutputStream(channel), directory);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Writes to a stream, after the conversion has succeeded.
     *
     * @throws ConversionException if the input cannot be converted; nothing was written then
     */
    public ConversionBooks toStream(InputStream in, OutputStream out) throws IOException, ConversionException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        try (Spool spool = new Spool(temporary)) {
            ConversionBooks summary = convert(in, spool.out(), temporary);
            spool.copyTo(out);
            out.flush();
            return summary;
        }
    }

    /**
     * Converts into nothing. Records that cannot be read, and texts that cannot be kept, have findings as in a conversion, but do
     * not end it.
     *
     * @param ids is told of each record, before its findings
     */
    public ConversionBooks rehearse(InputStream in, Ids ids) throws IOException, ConversionException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        return convert(in, OutputStream.nullOutputStream(), temporary, ids).summary();
    }

    private ConversionBooks convert(InputStream in, OutputStream target, Path temporary)
            throws IOException, ConversionException {
        Converted converted = convert(in, target, temporary, (kind, id) -> {});
        ConversionException refusal = converted.refusal();
        if (refusal != null) {
            throw refusal;
        }
        return converted.summary();
    }

    private record Converted(
            ConversionBooks summary, @Nullable ConversionException refusal) {}

    private Converted convert(InputStream in, OutputStream target, Path temporary, Ids ids)
            throws IOException, ConversionException {
        ConversionReport report = new ConversionReport(nul, findings);
        Counted out = new Counted(new BufferedOutputStream(target, BUFFER));
        ExportReader reader = new ExportReader(service, in);
        Refusals refusals = new Refusals(report);
        try (Conversion conversion = conversion(out, temporary, report)) {
            for (OldEntry entry = reader.next(); entry != null; entry = reader.next()) {
                report.in(entry.kind().word());
                ids.entry(entry.kind().word(), entry.id());
                accept(conversion, entry, reader, refusals);
            }
            conversion.finish();
        } catch (ConversionException e) {
            throw refusals.orIfItFollows(e);
        }
        out.flush();
        if (out.bytes == 0 && !refusals.any()) {
            throw new ConversionException(
                    Reason.INCOMPLETE,
                    "Nothing in the input can be converted, and importing nothing empties the target. Export again from v0.7.");
        }
        ConversionBooks summary = report.summary(service, GoTime.format(at), reader.bytes(), out.bytes);
        return new Converted(summary, refusals.refusal());
    }

    private static void accept(Conversion conversion, OldEntry entry, ExportReader reader, Refusals refusals)
            throws IOException, ConversionException {
        try {
            conversion.accept(entry);
        } catch (ConversionException e) {
            refusals.add(entry, reader.place(), e);
            conversion.passOver(entry);
        }
    }

    private Conversion conversion(OutputStream out, Path temporary, ConversionReport report) throws IOException {
        return switch (service) {
            case RUNSERVICE -> new RunServiceConversion(out, temporary, at, report);
            case CONFIGSTORE -> new ConfigStoreConversion(out, temporary, at, report);
        };
    }

    private static final class Counted extends OutputStream {

        private final OutputStream target;
        private long bytes;

        Counted(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            target.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            target.write(source, offset, length);
            bytes += length;
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }
}
