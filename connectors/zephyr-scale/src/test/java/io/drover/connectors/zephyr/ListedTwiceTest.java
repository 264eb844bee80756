package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.BatchSpec;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Meter;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record per key whatever is listed; what is listed last counts, however large the slice is. */
class ListedTwiceTest {

    private static final int CASES = 8;

    private final FakeZephyr zephyr = new FakeZephyr().withCases(CASES);
    private final Surveys surveyed = new Surveys();

    @BeforeEach
    void a_new_version_of_the_second_case() {
        ObjectNode newer = (ObjectNode) FakeZephyr.listed(CASES + 1, "{\"key\":\"ODD-T2\",\"name\":\"newer\"}");
        zephyr.cases.add(newer);
    }

    @AfterEach
    void close() {
        zephyr.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor", "offset"})
    void the_survey_counts_it_once(String listing) {
        Survey survey = plan(listing, 100);
        assertThat(survey.counts()).containsEntry(TestCase.TYPE, (long) CASES);
        assertThat(surveyed.findings()).isEmpty();
        assertThat(surveyed.listed()).hasSize(CASES + 1).contains("testcase ODD-T2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor", "offset"})
    void in_one_slice_it_is_read_once_as_it_was_listed_last(String listing) {
        plan(listing, 100);
        newerOnce(read(listing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor", "offset"})
    void also_where_the_slice_is_too_large_to_be_kept(String listing) {
        String large = "x".repeat(3 << 20);
        zephyr.cases.replaceAll(c -> ((ObjectNode) c).put("objective", large));
        zephyr.pages.cap(1);
        plan(listing, 100);
        zephyr.pages.cap(2);
        newerOnce(read(listing));
    }

    @Test
    void a_listing_that_takes_back_the_newer_one_is_read_again() {
        zephyr.cases.replaceAll(c -> ((ObjectNode) c).put("objective", "x".repeat(3 << 20)));
        zephyr.pages.cap(2);
        plan("offset", 100);
        long before = zephyr.asked("/testcases\\?");
        zephyr.pages.onRequest = () -> {
            if (zephyr.asked("/testcases\\?") > before + 6 && zephyr.cases.size() > CASES) {
                zephyr.cases.remove(CASES);
            }
        };
        assertThatThrownBy(() -> read("offset"))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("LISTING_CHANGED"))
                .hasMessageContaining("ODD-T2");
    }

    @Test
    void slices_between_ids_hold_the_same_whenever_they_are_read_and_those_between_offsets_do_not() {
        plan("cursor", 4);
        assertThat(surveyed.batches()).hasSize(3).allMatch(BatchSpec::stable);
        Surveys offsets = new Surveys();
        try (Source source = Zephyrs.open(connection("offset"))) {
            source.plan(List.of(TestCase.TYPE), 4, offsets);
        }
        assertThat(offsets.batches()).hasSize(3).noneMatch(BatchSpec::stable);
    }

    private void newerOnce(CollectedRecords read) {
        assertThat(read.ids()).hasSize(CASES).doesNotHaveDuplicates();
        assertThat(read.records())
                .filteredOn(r -> r.id().equals("ODD-T2"))
                .extracting(r -> TestCase.of(r.body()).name())
                .containsExactly("newer");
        assertThat(read.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("LISTED_TWICE");
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.subject()).isEqualTo("ODD-T2");
            assertThat(finding.evidence()).isEqualTo("id 102, and again as id 109");
        });
    }

    private Survey plan(String listing, int batchSize) {
        try (Source source = Zephyrs.open(connection(listing))) {
            return source.plan(List.of(TestCase.TYPE), batchSize, surveyed);
        }
    }

    private CollectedRecords read(String listing) {
        return Zephyrs.readToEnd(connection(listing), surveyed.batches().getFirst());
    }

    private Connection connection(String listing) {
        ObjectNode settings = zephyr.settings().put("listing", listing);
        settings.withObjectProperty("http").put("patienceMs", 5000);
        return Zephyrs.connection(settings, "token-" + zephyr.hashCode(), Meter.NONE);
    }
}
