package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Meter;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders, cases and steps are read to their end whatever form the pages take; what does not come is told. */
class ListingFormsTest {

    private static final int CASES = 25;
    private static final int FOLDERS = 23;
    private static final int STEPS = 13;

    private final FakeZephyr zephyr = new FakeZephyr().withCases(CASES);
    private final Surveys surveyed = new Surveys();

    ListingFormsTest() {
        for (int i = 1; i <= FOLDERS; i++) {
            zephyr.folders.add(FakeZephyr.json("{\"id\":" + i + ",\"name\":\"F" + i + "\",\"index\":" + i + "}"));
        }
        List<JsonNode> steps = new ArrayList<>();
        for (int i = 1; i <= STEPS; i++) {
            steps.add(FakeZephyr.json("{\"inline\":{\"description\":\"Step " + i + "\"},\"testCase\":null}"));
        }
        zephyr.cases.forEach(c -> zephyr.steps.put(c.path("key").asText(), steps));
    }

    @AfterEach
    void only_documented_requests() {
        zephyr.close();
        assertThat(zephyr.unknown).isEmpty();
    }

    static Stream<Arguments> forms() {
        return Stream.of("offset", "cursor")
                .flatMap(listing -> Stream.of(
                        arguments(listing, "as documented", capped()),
                        arguments(listing, "no isLast", capped().without("isLast")),
                        arguments(listing, "no next", capped().without("next")),
                        arguments(listing, "neither isLast nor next", capped().without("isLast", "next")),
                        arguments(
                                listing, "nothing but values", capped().without("isLast", "next", "total", "startAt")),
                        arguments(listing, "no maxResults", capped().without("maxResults")),
                        arguments(listing, "cap untold", untold()),
                        arguments(listing, "cap untold, no next", untold().without("next")),
                        arguments(listing, "cap untold, total only", untold().without("next", "isLast")),
                        arguments(listing, "link only", capped().without("nextStartAtId", "isLast", "total")),
                        arguments(listing, "number only", capped().without("next")),
                        arguments(listing, "texts for numbers", texts()),
                        arguments(listing, "a total that changes", changing())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("forms")
    void everything_is_read_in_each_form(String listing, String form, FakePages pages) {
        zephyr.pages = pages;
        Survey survey = plan(listing, 10);
        assertThat(survey.counts()).containsEntry(TestCase.TYPE, (long) CASES).containsEntry(Folder.TYPE, (long)
                FOLDERS);
        assertThat(surveyed.findings()).isEmpty();
        assertThat(read(listing, Folder.TYPE).ids()).hasSize(FOLDERS).doesNotHaveDuplicates();
        CollectedRecords cases = read(listing, TestCase.TYPE);
        assertThat(cases.findings()).isEmpty();
        assertThat(cases.ids()).hasSize(CASES).doesNotHaveDuplicates();
        assertThat(cases.records())
                .allSatisfy(record -> assertThat(TestCase.of(record.body()).script())
                        .isInstanceOfSatisfying(Script.Steps.class, script -> assertThat(script.steps())
                                .hasSize(STEPS)));
    }

    @Test
    void an_empty_page_in_the_middle_loses_nothing() {
        zephyr.pages = capped();
        zephyr.pages.emptyOnce.add(10);
        Survey survey = plan("offset", 100);
        assertThat(survey.counts()).containsEntry(Folder.TYPE, (long) FOLDERS);
        zephyr.pages.emptyOnce.add(10);
        assertThat(read("offset", Folder.TYPE).ids()).hasSize(FOLDERS);
    }

    @Test
    void a_page_that_stays_empty_is_passed_and_what_it_hides_is_told() {
        zephyr.pages = capped();
        zephyr.pages.emptyAlways.add(10);
        Survey survey = plan("offset", 100);
        assertThat(survey.counts()).containsEntry(Folder.TYPE, (long) FOLDERS);
        assertThat(told(Folder.TYPE).evidence()).isEqualTo("13 of 23, as \"total\" says");
        assertThat(read("offset", Folder.TYPE).ids()).hasSize(13);
    }

    @ParameterizedTest
    @MethodSource("listings")
    void a_listing_that_ends_before_its_total_is_told_and_what_came_is_handed_out(String listing) {
        zephyr.pages = capped();
        zephyr.pages.withheld = 15;
        Survey survey = plan(listing, 100);
        assertThat(survey.counts()).containsEntry(TestCase.TYPE, (long) CASES);
        Finding finding = told(TestCase.TYPE);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.evidence()).isEqualTo("10 of 25, as \"total\" says");
        assertThat(finding.subject()).startsWith("GET /testcases");
    }

    static Stream<String> listings() {
        return Stream.of("offset", "cursor");
    }

    @Test
    void steps_that_all_have_the_same_id_are_all_read() {
        zephyr.pages.cap(5);
        zephyr.steps.replaceAll((key, steps) -> steps.stream()
                .<JsonNode>map(step -> ((ObjectNode) step.deepCopy()).put("id", 1))
                .toList());
        plan("cursor", 100);
        assertThat(read("cursor", TestCase.TYPE).records()).hasSize(CASES).allSatisfy(record -> assertThat(
                        TestCase.of(record.body()).script())
                .isInstanceOfSatisfying(
                        Script.Steps.class,
                        script -> assertThat(script.steps()).hasSize(STEPS).doesNotHaveDuplicates()));
    }

    @Test
    void a_case_whose_steps_end_before_their_total_is_rejected_and_not_cut() {
        plan("cursor", 100);
        zephyr.answer("ODD-T3/teststeps", new FakeZephyr.Answer(200, "{\"total\":9,\"isLast\":true,\"values\":[{}]}"));
        CollectedRecords read = read("cursor", TestCase.TYPE);
        assertThat(read.ids()).hasSize(CASES - 1).doesNotContain("ODD-T3");
        assertThat(read.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("LISTING_INCOMPLETE");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.subject()).isEqualTo("ODD-T3");
            assertThat(finding.evidence()).contains("/testcases/ODD-T3/teststeps", "1 of 9");
        });
    }

    private Finding told(String entityType) {
        assertThat(surveyed.findings()).extracting(Finding::code).contains("LISTING_INCOMPLETE");
        return surveyed.findings().stream()
                .filter(f ->
                        f.code().equals("LISTING_INCOMPLETE") && f.entityType().equals(entityType))
                .findFirst()
                .orElseThrow();
    }

    private Survey plan(String listing, int batchSize) {
        try (Source source =
                Zephyrs.open(Zephyrs.connection(settings(listing), "t-" + zephyr.hashCode(), Meter.NONE))) {
            return source.plan(List.of(Folder.TYPE, TestCase.TYPE), batchSize, surveyed);
        }
    }

    private CollectedRecords read(String listing, String entityType) {
        CollectedRecords all = new CollectedRecords();
        surveyed.batches().stream()
                .filter(b -> b.entityType().equals(entityType))
                .forEach(batch -> {
                    CollectedRecords read = Zephyrs.readToEnd(
                            Zephyrs.connection(settings(listing), "t-" + zephyr.hashCode(), Meter.NONE), batch);
                    read.records().forEach(all::record);
                    read.findings().forEach(all::finding);
                });
        return all;
    }

    private ObjectNode settings(String listing) {
        return zephyr.settings().put("listing", listing);
    }

    private static FakePages capped() {
        return new FakePages().cap(10);
    }

    private static FakePages untold() {
        FakePages pages = capped();
        pages.capUntold = true;
        return pages;
    }

    private static FakePages texts() {
        FakePages pages = capped();
        pages.texts = true;
        return pages;
    }

    private static FakePages changing() {
        FakePages pages = capped().cap(5);
        pages.totalChanges = true;
        return pages;
    }
}
