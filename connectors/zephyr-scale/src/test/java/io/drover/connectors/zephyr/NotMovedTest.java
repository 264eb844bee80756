package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.FakeZephyr.Answer;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.Connection;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Meter;
import io.drover.spi.Source;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not come along is told: one finding per case and kind. */
class NotMovedTest {

    private final FakeZephyr zephyr = new FakeZephyr().withCases(2);
    private final ObjectNode settings = zephyr.settings();
    private final Surveys surveyed = new Surveys();

    @AfterEach
    void only_documented_requests() {
        zephyr.close();
        assertThat(zephyr.unknown).isEmpty();
    }

    @Test
    void a_case_that_has_nothing_more_is_no_matter() {
        assertThat(read()).isEmpty();
        assertThat(surveyed.findings()).isEmpty();
    }

    @Test
    void links_are_counted_and_the_first_are_named() {
        change("""
                {"links":{"issues":[{"issueId":77001,"target":"https://acme.example/rest/api/2/issue/77001"},{"issueId":77002}],
                 "webLinks":[{"url":"https://wiki.example/only-in-link"}]}}""");
        assertThat(only(read(), "LINKS_NOT_MOVED").evidence())
                .isEqualTo("2 issue links and 1 web link: https://acme.example/rest/api/2/issue/77001, 77002,"
                        + " https://wiki.example/only-in-link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"links\":\"x\"}", "{\"links\":{\"issues\":5}}"})
    void links_that_nobody_can_read_are_told(String changes) {
        change(changes);
        assertThat(only(read(), "LINKS_NOT_MOVED").evidence()).startsWith("not known");
    }

    @Test
    void images_of_all_texts_are_one_finding() {
        change("""
                {"objective":"See <IMG\\nsrc='https://cdn.example/tenant/u/aa-shot.png?x=1'> <img src=data:image/png;base64,AA==>",
                 "customFields":{"Rich":"<p><img alt=\\"\\" src=\\"../rest/image/7\\"></p>"}}""");
        zephyr.steps.put(
                "ODD-T1",
                List.of(FakeZephyr.json(
                        "{\"inline\":{\"expectedResult\":\"<img src=\\\"https://cdn.example/b.png\\\"/>\"}}")));
        assertThat(only(read(), "IMAGE_NOT_MOVED").evidence())
                .isEqualTo("3 images: cdn.example aa-shot.png, 7, cdn.example b.png");
    }

    @Test
    void an_image_that_is_data_comes_along() {
        change("{\"objective\":\"<img src='data:image/png;base64,AA=='> and <imgx src='https://x/y.png'>\"}");
        assertThat(read()).isEmpty();
    }

    @Test
    void attachments_and_versions_are_told() {
        zephyr.attachments.put(
                "ODD-T1", "{\"attachments\":[{\"id\":1,\"name\":\"log.txt\"},{\"id\":2,\"name\":\"shot.png\"}]}");
        zephyr.versions.put("ODD-T1", 3);
        List<Finding> findings = read();
        assertThat(findings).hasSize(2).allMatch(f -> f.severity() == Severity.WARNING);
        assertThat(find(findings, "ATTACHMENT_NOT_MOVED").evidence()).isEqualTo("2 attachments: log.txt, shot.png");
        assertThat(find(findings, "VERSIONS_NOT_MOVED").evidence()).isEqualTo("3 versions");
    }

    @Test
    void an_answer_that_says_nothing_of_attachments_costs_no_case() {
        plan();
        zephyr.answer("ODD-T1/attachments", new Answer(200, "{\"files\":[]}"));
        zephyr.answer("ODD-T1/versions", new Answer(500, "{\"message\":\"made to fail\"}"));
        List<Finding> findings = readPlanned();
        assertThat(findings).hasSize(2).allMatch(f -> f.subject().equals("ODD-T1"));
        assertThat(find(findings, "ATTACHMENT_NOT_MOVED").evidence())
                .startsWith("not known: GET /testcases/ODD-T1/attachments");
        assertThat(find(findings, "VERSIONS_NOT_MOVED").evidence()).contains("not known", "500: made to fail");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 503})
    void a_tenant_without_attachments_is_asked_for_one_case_only(int status) {
        zephyr.answer("/attachments", Answer.html(status));
        assertThat(read()).isEmpty();
        assertThat(surveyed.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("ATTACHMENTS_NOT_LOOKED_FOR");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.evidence()).contains(String.valueOf(status));
        });
        assertThat(zephyr.asked("ODD-T1/attachments")).isPositive(); // 503 until patience ends
        assertThat(zephyr.asked("ODD-T2/attachments")).isZero();
        assertThat(zephyr.asked("/versions")).isEqualTo(3);
    }

    @Test
    void what_is_not_looked_for_is_not_asked_for_and_that_is_told() {
        settings.putArray("lookFor");
        zephyr.attachments.put("ODD-T1", "{\"attachments\":[{\"id\":1,\"name\":\"log.txt\"}]}");
        assertThat(read()).isEmpty();
        assertThat(surveyed.findings())
                .extracting(Finding::code)
                .containsExactly("ATTACHMENTS_NOT_LOOKED_FOR", "VERSIONS_NOT_LOOKED_FOR");
        assertThat(zephyr.asked("/attachments|/versions")).isZero();
    }

    private void change(String changes) {
        zephyr.cases.set(0, FakeZephyr.listed(1, changes));
    }

    private List<Finding> read() {
        plan();
        return readPlanned();
    }

    private void plan() {
        try (Source source = Zephyrs.open(connection())) {
            source.plan(List.of(TestCase.TYPE), 100, surveyed);
        }
    }

    private List<Finding> readPlanned() {
        CollectedRecords read =
                Zephyrs.readToEnd(connection(), surveyed.batches().getFirst());
        assertThat(read.ids()).containsExactly("ODD-T1", "ODD-T2");
        return read.findings();
    }

    private Connection connection() {
        return Zephyrs.connection(settings, "token-" + zephyr.hashCode(), Meter.NONE);
    }

    private static Finding only(List<Finding> findings, String code) {
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.WARNING);
        assertThat(findings.getFirst().subject()).isEqualTo("ODD-T1");
        return find(findings, code);
    }

    private static Finding find(List<Finding> findings, String code) {
        return findings.stream().filter(f -> f.code().equals(code)).findFirst().orElseThrow();
    }
}
