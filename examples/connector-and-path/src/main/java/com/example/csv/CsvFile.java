package com.example.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.apache.commons.io.input.BOMInputStream;
import org.jspecify.annotations.Nullable;

/** The file, read line by line each time that it is asked for: it may be larger than memory. */
record CsvFile(Path path) {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private static final List<String> NEEDED = List.of("Id", "Name");

    /** Takes the lines of the file in their order. */
    interface Lines<T> {
        T read(Stream<CsvRow> rows);
    }

    <T> T read(Lines<T> lines) {
        try (InputStream content = BOMInputStream.builder().setPath(path).get();
                CSVParser parser = CSVParser.parse(new InputStreamReader(content, UTF_8.newDecoder()), FORMAT)) {
            for (String heading : NEEDED) {
                if (!parser.getHeaderNames().contains(heading)) {
                    throw failure("HEADING_MISSING", "has no column " + heading + ". Add it to the first line.", null);
                }
            }
            return lines.read(parser.stream().map(this::row));
        } catch (NoSuchFileException e) {
            throw failure("FILE_NOT_FOUND", "is not there. Give its path on the machine of the extractor service.", e);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            boolean otherEncoding =
                    e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
            String why = otherEncoding ? "is not in UTF-8. Save it in UTF-8." : "cannot be read: " + e.getMessage();
            throw failure("NOT_CSV", why, e);
        }
    }

    /** What stands behind the last heading has no name, and would be lost. */
    private CsvRow row(CSVRecord line) {
        if (line.size() > line.getParser().getHeaderNames().size()) {
            throw failure(
                    "NOT_CSV",
                    "has more values in record " + line.getRecordNumber() + " than headings. Quote values that hold commas.",
                    null);
        }
        return CsvRow.of(line.toMap());
    }

    private ConnectorException failure(String code, String what, @Nullable Exception cause) {
        return new ConnectorException(code, FailureType.USER, "The file " + path + " " + what, null, cause);
    }
}
