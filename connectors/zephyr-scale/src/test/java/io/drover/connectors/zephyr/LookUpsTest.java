package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.zephyr.FakeZephyr.Answer;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.BatchSpec;
import io.drover.spi.Source;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the answer to a look-up of one name counts: a certain one for the process, a failure for one opened source. */
class LookUpsTest {

    private static final String LOOK_UP = "/priorities/999";
    private static final Answer NAMED = new Answer(200, "{\"id\":999,\"name\":\"Urgent\"}");

    private final FakeZephyr zephyr = new FakeZephyr();

    @BeforeEach
    void cases_with_a_priority_that_is_not_listed() {
        for (int i = 1; i <= 5; i++) {
            zephyr.cases.add(FakeZephyr.listed(i, "{\"priority\":{\"id\":999}}"));
        }
    }

    @AfterEach
    void only_documented_requests() {
        zephyr.close();
        assertThat(zephyr.unknown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 500})
    void after_a_failed_look_up_the_next_source_asks_again(int status) {
        zephyr.answer(LOOK_UP, Answer.html(status));
        BatchSpec batch = plan();
        assertThat(priorities(batch)).containsOnlyNulls();
        zephyr.answer(LOOK_UP, NAMED);
        assertThat(priorities(batch)).containsOnly("Urgent");
    }

    @ParameterizedTest
    @CsvSource({"200", "403", "404"})
    void one_opened_source_asks_once_where_the_look_up_fails(int status) {
        zephyr.answer(LOOK_UP, Answer.html(status));
        BatchSpec batch = plan();
        assertThat(zephyr.asked(LOOK_UP)).isEqualTo(1);
        priorities(batch);
        assertThat(zephyr.asked(LOOK_UP)).isEqualTo(2);
    }

    @Test
    void a_certain_answer_is_asked_for_once() {
        for (Answer certain : List.of(NAMED, new Answer(200, "{\"id\":999}"), new Answer(404, "{}"))) {
            try (FakeZephyr another = new FakeZephyr()) {
                another.cases.addAll(zephyr.cases);
                another.answer(LOOK_UP, certain);
                Zephyrs.readToEnd(another.connection(), plan(another));
                assertThat(another.asked(LOOK_UP)).isEqualTo(1);
            }
        }
    }

    @Test
    void a_component_that_the_settings_name_from_now_on_has_its_name_at_once() {
        zephyr.cases.clear();
        zephyr.cases.add(FakeZephyr.listed(1, "{\"component\":{\"id\":10001}}"));
        BatchSpec batch = plan();
        var settings = zephyr.settings();
        settings.putObject("componentNames").put("10001", "Billing");
        CollectedRecords read = Zephyrs.readToEnd(zephyr.connection(settings), batch);
        assertThat(TestCase.of(read.records().getFirst().body()).component()).isEqualTo("Billing");
    }

    private BatchSpec plan() {
        return plan(zephyr);
    }

    private static BatchSpec plan(FakeZephyr zephyr) {
        Surveys surveyed = new Surveys();
        try (Source source = Zephyrs.open(zephyr.connection())) {
            source.plan(List.of(TestCase.TYPE), 100, surveyed);
        }
        return surveyed.batches().getFirst();
    }

    private List<@Nullable String> priorities(BatchSpec batch) {
        return Zephyrs.readToEnd(zephyr.connection(), batch).records().stream()
                .<@Nullable String>map(record -> TestCase.of(record.body()).priority())
                .toList();
    }
}
