package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.zephyr.model.Folder;
import io.drover.spi.BatchSpec;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Source;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No folder goes to the top without a word, but those that stand there. */
class OddFoldersTest {

    private final FakeZephyr zephyr = new FakeZephyr();

    @AfterEach
    void close() {
        zephyr.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":7}", "{}", "[7]", "[]", "true", "1.5"})
    void a_parent_that_is_no_id_is_told(String parent) {
        CollectedRecords read = read(",\"parentId\":" + parent);
        assertThat(parent(read)).isNull();
        assertThat(read.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("PARENT_FOLDER_MISSING");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.entityType()).isEqualTo(Folder.TYPE);
            assertThat(finding.subject()).isEqualTo("8");
            assertThat(finding.evidence()).isEqualTo(parent);
        });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                ",\"parentId\":7|7",
                ",\"parentId\":\"7\"|7",
                ",\"parentId\":null|none",
                ",\"parentId\":\" \"|none",
                "``|none"
            },
            delimiter = '|')
    void a_parent_that_is_an_id_or_none_is_taken(String parent, @Nullable String expected) {
        CollectedRecords read = read(parent);
        assertThat(parent(read)).isEqualTo(expected);
        assertThat(read.findings()).isEmpty();
    }

    private static @Nullable String parent(CollectedRecords read) {
        return Folder.of(read.records().getFirst().body()).parentId();
    }

    private CollectedRecords read(String parent) {
        zephyr.folders.add(FakeZephyr.json("{\"id\":8,\"name\":\"F\",\"index\":0" + parent + "}"));
        Surveys surveyed = new Surveys();
        try (Source source = Zephyrs.open(zephyr.connection())) {
            source.plan(List.of(Folder.TYPE), 100, surveyed);
        }
        BatchSpec batch = surveyed.batches().getFirst();
        return Zephyrs.readToEnd(zephyr.connection(), batch);
    }
}
