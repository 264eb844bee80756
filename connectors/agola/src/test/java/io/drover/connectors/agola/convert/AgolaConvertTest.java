package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.json;
import static io.drover.connectors.agola.convert.Conversions.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter as a person meets it: arguments, streams, exit code. */
class AgolaConvertTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    AgolaConvertTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void it_is_a_filter_with_findings_and_books_on_standard_error() throws Exception {
        int exit = run(resource("v0.7.1/runservice-export"), "--service", "runservice");

        assertThat(exit).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(15);
        List<JsonNode> told = told();
        assertThat(told.subList(0, 4))
                .allSatisfy(
                        line -> assertThat(line.at("/finding/code").asText()).isEqualTo("RUN_LOST"));
        JsonNode summary = told.getLast().get("summary");
        assertThat(summary.at("/in/runconfig").asLong()).isEqualTo(10);
        assertThat(summary.at("/out/RunConfig").asLong()).isEqualTo(6);
        assertThat(summary.at("/dropped/runconfig").asLong()).isEqualTo(4);
        assertThat(summary.at("/findings/RUN_LOST").asLong()).isEqualTo(4);
        assertThat(summary.get("at").asText()).isEqualTo("2027-01-02T03:04:05Z");
    }

    @Test
    void files_in_and_out_give_the_same_bytes_as_streams() throws Exception {
        byte[] export = resource("v0.7.1/configstore-export");
        Path in = Files.write(directory.resolve("export"), export);
        Path target = directory.resolve("converted");
        String at = "2026-11-20T09:13:52.5+01:00";

        assertThat(run(
                        new byte[0],
                        "--service",
                        "configstore",
                        "--in",
                        in.toString(),
                        "--out",
                        target.toString(),
                        "--at",
                        at))
                .isZero();
        assertThat(out.size()).isZero();
        assertThat(run(export, "--service", "CONFIGSTORE", "--at", at)).isZero();

        assertThat(Files.readAllBytes(target)).isEqualTo(out.toByteArray());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"creationTime\":\"2026-11-20T08:13:52.5Z\"");
        assertThat(files()).containsExactlyInAnyOrder("export", "converted");
        if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_refusal_leaves_no_file_and_says_why() throws Exception {
        Path target = directory.resolve("converted");

        int exit = run(resource("v0.7.1/runservice-export"), "--service", "configstore", "--out", target.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(files()).isEmpty();
        JsonNode failure = told().getLast().get("failure");
        assertThat(failure.get("reason").asText()).isEqualTo("OTHER_SERVICE");
        assertThat(failure.get("message").asText()).contains("--service runservice");
    }

    @Test
    void a_refusal_late_in_the_input_leaves_nothing_either() throws Exception {
        byte[] export = resource("v0.7.1/runservice-export");
        byte[] cut = Arrays.copyOf(export, export.length - 5);

        Path in = Files.write(directory.resolve("export"), cut);

        assertThat(run(cut, "--service", "runservice")).isEqualTo(1);
        assertThat(run(cut, "--service", "runservice", "--in", in.toString())).isEqualTo(1);
        assertThat(told().getLast().at("/failure/reason").asText()).isEqualTo("TRUNCATED");
        assertThat(out.size()).isZero();
        assertThat(run(
                        cut,
                        "--service",
                        "runservice",
                        "--out",
                        directory.resolve("x").toString()))
                .isEqualTo(1);
        assertThat(files()).containsExactly("export");
    }

    @Test
    void a_zero_is_refused_unless_another_character_may_stand_for_it() {
        byte[] export = ExportBuilder.export(
                entries -> entries.entry("remotesource", "r", "{\"id\":\"r\",\"name\":\"a\\u0000\"}"));

        assertThat(run(export, "--service", "configstore")).isEqualTo(1);
        assertThat(told().getFirst().at("/finding/code").asText()).isEqualTo("TEXT_NOT_STORABLE");
        assertThat(told().getFirst().at("/finding/subject").asText()).isEqualTo("r");
        assertThat(told().getLast().at("/failure/reason").asText()).isEqualTo("TEXT_NOT_STORABLE");
        assertThat(out.size()).isZero();
        assertThat(run(export, "--service", "configstore", "--nul", "replace")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"name\":\"a\uFFFD\"");
        assertThat(told().getLast().at("/summary/findings/TEXT_CLEANED").asLong())
                .isEqualTo(1);
    }

    @Test
    void a_file_that_is_there_is_not_replaced() throws Exception {
        Path target = Files.writeString(directory.resolve("converted"), "kept");

        int exit = run(resource("v0.7.1/runservice-export"), "--service", "runservice", "--out", target.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(told().getLast().at("/failure/reason").asText()).isEqualTo("OUTPUT_EXISTS");
        assertThat(target).hasContent("kept");
    }

    @Test
    void a_file_that_cannot_be_read_or_written_is_named() throws Exception {
        String missing = directory.resolve("missing").toString();

        assertThat(run(new byte[0], "--service", "runservice", "--in", missing)).isEqualTo(1);
        assertThat(told().getLast().at("/failure/message").asText()).contains(missing);
        assertThat(run(new byte[0], "--service", "runservice", "--out", missing + "/x"))
                .isEqualTo(1);
        assertThat(told().getLast().at("/failure/message").asText()).contains(missing);
    }

    @Test
    void wrong_usage_is_another_exit_code() {
        assertThat(run(new byte[0])).isEqualTo(2);
        assertThat(run(new byte[0], "--service", "gateway")).isEqualTo(2);
        assertThat(run(new byte[0], "--service", "runservice", "--at", "yesterday"))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
    }

    private int run(byte[] in, String... arguments) {
        return AgolaConvert.run(
                new ByteArrayInputStream(in),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                CLOCK,
                arguments);
    }

    private List<JsonNode> told() {
        return err.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> json(line))
                .toList();
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
