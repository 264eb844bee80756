package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.spi.Finding;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The converter as a filter: standard input to standard output, findings and books as lines of JSON to standard error. */
@Command(
        name = "agola-convert",
        mixinStandardHelpOptions = true,
        versionProvider = AgolaConvert.Version.class,
        description = {
            "Converts an export of Agola v0.7 to the import format of v0.8 and later.",
            "Writes nothing unless all of it could be converted. Never pipe it into an import: an import of nothing empties the"
                    + " target. Write a file, look at the exit code, then import the file."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:converted",
            "1:the input cannot be converted, or could not be read or written",
            "2:wrong usage"
        })
public final class AgolaConvert implements Callable<Integer> {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private final InputStream standardInput;
    private final OutputStream standardOutput;
    private final PrintStream standardError;
    private final Clock clock;

    @Option(names = "--service", required = true, description = "Whose export it is: runservice or configstore.")
    private Service service;

    @Option(names = "--in", defaultValue = "-", paramLabel = "FILE", description = "The export; - is standard input.")
    private String in;

    @Option(
            names = "--out",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "The file to write, which must not be there yet; - is standard output.")
    private String out;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Rfc3339.class,
            description = "Creation and update time of all records, as 2026-11-20T08:13:52Z; now if not given.")
    private @Nullable Instant at;

    @Option(
            names = "--nul",
            defaultValue = "refuse",
            description =
                    "What to do with a text with U+0000 or half a surrogate pair, which PostgreSQL refuses: refuse,"
                            + " or replace (by U+FFFD).")
    private Nul nul;

    AgolaConvert(InputStream standardInput, OutputStream standardOutput, PrintStream standardError, Clock clock) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.standardError = standardError;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        PrintStream error = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                error,
                Clock.systemUTC(),
                arguments));
    }

    static int run(InputStream in, OutputStream out, PrintStream error, Clock clock, String... arguments) {
        return new CommandLine(new AgolaConvert(in, out, error, clock))
                .setErr(new PrintWriter(error, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Converter converter = new Converter(service, at == null ? clock.instant() : at, nul, this::tell);
        try (InputStream export = in.equals("-") ? standardInput : Files.newInputStream(Path.of(in))) {
            ConversionBooks summary = out.equals("-")
                    ? converter.toStream(export, standardOutput)
                    : converter.toFile(export, Path.of(out));
            tell("summary", summary);
            return CommandLine.ExitCode.OK;
        } catch (ConversionException e) {
            return failed(e.reason().name(), e.getMessage());
        } catch (FileSystemException e) {
            return failed(
                    "FILE",
                    "Cannot read or write " + e.getFile() + ": " + e.getClass().getSimpleName() + ".");
        } catch (IOException e) {
            return failed("IO", "Reading or writing failed: " + e.getMessage() + ". Nothing was converted.");
        }
    }

    private int failed(String reason, String message) throws JsonProcessingException {
        tell("failure", new Failure(reason, message));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void tell(Finding finding) {
        try {
            tell("finding", finding);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A finding has no JSON.", e);
        }
    }

    private void tell(String what, Object value) throws JsonProcessingException {
        standardError.println(JSON.writeValueAsString(Map.of(what, value)));
    }

    private record Failure(String reason, String message) {}

    static final class Rfc3339 implements CommandLine.ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            } catch (DateTimeException e) {
                throw new CommandLine.TypeConversionException("\"" + text + "\" is no time like 2026-11-20T08:13:52Z.");
            }
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AgolaConvert.class.getPackage().getImplementationVersion();
            return new String[] {"agola-convert " + (version == null ? "(not packaged)" : version)};
        }
    }
}
