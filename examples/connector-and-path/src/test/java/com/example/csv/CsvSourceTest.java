package com.example.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Finding;
import io.drover.spi.Meter;
import io.drover.spi.Source;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.SourceContract;
import io.drover.testkit.Surveys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSourceTest extends SourceContract {

    private static final int CASES = 350;
    private static final int FOLDERS = 7;

    private final Path file;

    CsvSourceTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("tests.csv");
        write("Id,Folder,Name,Priority\n"
                + IntStream.range(0, CASES)
                        .mapToObj(i -> "C-%d,F%d,\"Case, %d\",High\n".formatted(i, i % FOLDERS, i))
                        .collect(Collectors.joining()));
    }

    @Override
    protected Connector connector() {
        return new CsvConnector();
    }

    @Override
    protected Connection connection() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("file", file.toString());
        return new Connection("source", settings, name -> "", 1, Meter.NONE);
    }

    @Override
    protected Map<String, Long> truth() {
        return Map.of(CsvRow.FOLDER, (long) FOLDERS, CsvRow.TEST_CASE, (long) CASES);
    }

    @Test
    void a_file_that_another_program_wrote_may_begin_with_a_byte_order_mark() throws IOException {
        write("\uFEFFId,Name\nC-1,one\n");
        assertThat(check()).extracting(Check::ok).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HEADING_MISSING | Id,Title\\nC-1,one\\n | has no column Name",
        "NOT_CSV | Id,Name\\nC-1,one,and more\\n | more values in record 1",
        "NOT_CSV | Id,Name\\nC-1,\"never closed | cannot be read",
        "NOT_CSV | Id,Name,Name\\nC-1,a,b\\n | cannot be read",
        "HEADING_MISSING | '' | has no column Id"
    })
    void what_is_wrong_with_a_file_is_said_before_anything_is_read(String code, String content, String said)
            throws IOException {
        write(content.replace("\\n", "\n"));
        Check check = check();
        assertThat(check.code()).isEqualTo(code);
        assertThat(check.problem()).contains(file.toString()).contains(said);
    }

    @Test
    void a_file_in_another_encoding_is_not_read_as_if_it_were_utf_8() throws IOException {
        Files.write(file, "Id,Name\nC-1,Prüfung\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(check().problem()).contains("not in UTF-8");
    }

    @Test
    void a_file_that_is_not_there_is_named() throws IOException {
        Files.delete(file);
        assertThat(check().code()).isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void a_line_without_an_id_is_a_finding_and_the_others_are_read() throws IOException {
        write("Id,Name\nC-1,one\n,nobody\n\nC-2,two\n");
        Surveys survey = new Surveys();
        CollectedRecords read = new CollectedRecords();
        try (Source source = connector().openSource(connection())) {
            source.plan(List.of(CsvRow.TEST_CASE), 10, survey);
            survey.batches().forEach(batch -> source.read(batch, read));
        }
        assertThat(survey.listed()).hasSize(2);
        assertThat(read.ids()).containsExactly("C-1", "C-2");
        assertThat(read.findings()).extracting(Finding::code, Finding::subject).containsExactly(tuple("ID_MISSING", "nobody"));
    }

    private Check check() {
        try (Source source = connector().openSource(connection())) {
            return source.check();
        }
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
    }
}
