package io.drover.connectors.agola;

import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.Export;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Rules;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that give less, or the same again, or something else: all runs are told, or it is told that they are not. */
class ListsTest {

    /** Of the ten runs that the real v0.7.1 lists, these four are not archived. */
    private static final List<String> UNARCHIVED = List.of(
            "0000001lg004i-0000000000006",
            "0000001lg004i-000000000000b",
            "0000001lg004i-000000000000c",
            "0000001lg004i-000000000000d");

    private final Agolas agolas = new Agolas(AgolaOptions.quick());
    private final Rules<AgolaFault> runservice =
            agolas.sandbox.sourceRunservice().faults();
    private final Rules<AgolaFault> configstore =
            agolas.sandbox.sourceConfigstore().faults();

    @AfterEach
    void close() {
        agolas.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 10})
    void pages_of_any_size_give_every_run(long size) throws Exception {
        runservice.set(AgolaFault.LIST_CAPPED, Rule.at(size));

        assertAllTold(agolas.run("preflight", agolas.source(), new MemoryTask()));
        agolas.run("export", agolas.source(), RUNSERVICE);
    }

    @Test
    void a_page_that_is_empty_though_there_are_more_is_asked_for_again() throws Exception {
        runservice.set(AgolaFault.LIST_CAPPED, Rule.at(3));
        runservice.set(AgolaFault.LIST_EMPTY, Rule.ONCE);

        assertAllTold(agolas.run("preflight", agolas.source(), new MemoryTask()));
        assertThat(runservice.fired(AgolaFault.LIST_EMPTY)).isEqualTo(1);
    }

    @Test
    void a_page_that_comes_twice_counts_once_and_is_told() throws Exception {
        runservice.set(AgolaFault.LIST_CAPPED, Rule.at(3));
        runservice.set(AgolaFault.LIST_REPEATED, Rule.ONCE);

        MemoryTask preflight = agolas.run("preflight", agolas.source(), new MemoryTask());

        assertAllTold(preflight);
        assertThat(preflight.findings)
                .filteredOn(finding -> finding.code().equals("LISTED_TWICE"))
                .extracting(Finding::severity, Finding::subject)
                .containsExactly(
                        tuple(Severity.WARNING, "0000001lg004i-0000000000001"),
                        tuple(Severity.WARNING, "0000001lg004i-0000000000002"),
                        tuple(Severity.WARNING, "0000001lg004i-0000000000003"));
    }

    @Test
    void a_list_that_does_not_move_on_is_a_failure() {
        runservice.set(AgolaFault.LIST_CAPPED, Rule.at(3));
        runservice.set(AgolaFault.LIST_REPEATED);
        configstore.set(AgolaFault.LIST_CAPPED, Rule.at(1));
        configstore.set(AgolaFault.LIST_REPEATED);

        ConnectorException runs = agolas.refused("preflight", agolas.source(), new MemoryTask());
        ConnectorException users = agolas.refused("export", agolas.source(), CONFIGSTORE);

        assertThat(runs.code()).isEqualTo("LISTING_INCOMPLETE");
        assertThat(runs).hasMessageContaining("0000001lg004i-0000000000003");
        assertThat(users.code()).isEqualTo("LISTING_INCOMPLETE");
        assertThat(users).hasMessageContaining("/users");
    }

    /** All that follow are empty: the export knows of more. */
    @Test
    void a_list_that_ends_early_is_told_before_and_refused_with_the_export() throws Exception {
        runservice.set(AgolaFault.LIST_ENDS, Rule.at(4));

        MemoryTask preflight = agolas.run("preflight", agolas.source(), new MemoryTask());
        ConnectorException refused = agolas.refused("export", agolas.source(), RUNSERVICE);

        assertThat(preflight.findings)
                .filteredOn(finding -> finding.code().equals("LISTING_INCOMPLETE"))
                .extracting(Finding::severity, Finding::subject, Finding::evidence)
                .containsExactly(tuple(
                        Severity.ERROR,
                        "0000001lg004i-0000000000009",
                        "2 runs of the export are not in the list, this is the first"));
        // Those that the list no longer has are told as the export tells them.
        assertThat(preflight.findings)
                .filteredOn(finding -> UNARCHIVED.contains(finding.subject()))
                .extracting(Finding::code, Finding::subject)
                .containsExactlyInAnyOrder(
                        tuple("RUN_LOST", UNARCHIVED.get(0)),
                        tuple("RUN_LOST", UNARCHIVED.get(1)),
                        tuple("RUN_LOST", UNARCHIVED.get(2)),
                        tuple("RUN_LOST", UNARCHIVED.get(3)));
        assertThat(preflight.totals).containsEntry("losses", 5L).containsEntry("unarchived", 0L);
        assertThat(refused.code()).isEqualTo("LISTING_INCOMPLETE");
        assertThat(refused).hasMessageContaining("0000001lg004i-0000000000009");
    }

    @Test
    void a_list_of_users_that_ends_early_cannot_vouch_for_the_export() {
        configstore.set(AgolaFault.LIST_ENDS, Rule.at(3));

        ConnectorException refused = agolas.refused("export", agolas.source(), CONFIGSTORE);

        assertThat(refused.code()).isEqualTo("LISTING_INCOMPLETE");
        assertThat(refused).hasMessageContaining("lists 3 of type user, and its export has 4");
    }

    @ParameterizedTest
    @CsvSource({"RUNSERVICE,/runs", "CONFIGSTORE,/users"})
    void a_page_of_html_is_named(io.drover.connectors.agola.convert.Service service, String list) {
        agolas.sourceOf(service).faults().set(AgolaFault.LIST_HTML);

        ConnectorException refused = agolas.refused("export", agolas.source(), service);
        ConnectorException checked = agolas.refused("check-old", agolas.source(), new MemoryTask());

        assertThat(refused.code()).isEqualTo("LIST_BROKEN");
        assertThat(refused).hasMessageContaining(list).hasMessageContaining("a page of HTML");
        assertThat(checked.code()).isEqualTo("NOT_AGOLA");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"0000001lg004i-000000000000e\",\"phase\":7} | 0000001lg004i-000000000000e | phase is of another type",
                "{\"id\":\"0000001lg004i-000000000000e\",\"archived\":\"yes\"} | 0000001lg004i-000000000000e | archived is of another type",
                "{\"id\":\"0000001lg004i-000000000000e\",\"tasks\":[{}]} | 0000001lg004i-000000000000e | tasks is of another type",
                "{\"name\":\"nobody\"} | '' | it has no id",
            })
    void a_run_that_is_listed_as_no_agola_does_is_named_and_the_others_too(String run, String id, String wrong)
            throws Exception {
        try (Agolas odd = new Agolas(AgolaOptions.quick().source(Pair.REAL, unarchived(run)))) {
            MemoryTask preflight = odd.run("preflight", odd.source(), new MemoryTask());

            assertThat(preflight.findings)
                    .filteredOn(finding -> finding.code().equals("RECORD_UNREADABLE"))
                    .extracting(Finding::severity, Finding::subject, Finding::evidence)
                    .containsExactly(tuple(Severity.ERROR, id, "GET /runs, status 200: " + wrong));
            assertAllTold(preflight);
        }
    }

    private static Export unarchived(String one) {
        String real = new String(Export.realUnarchivedRuns().readAll(), StandardCharsets.UTF_8);
        return Export.bytes((real + one).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertAllTold(MemoryTask preflight) {
        assertThat(preflight.findings)
                .filteredOn(finding -> finding.code().equals("RUN_NOT_ARCHIVED"))
                .extracting(Finding::subject)
                .containsAll(UNARCHIVED)
                .doesNotHaveDuplicates();
        assertThat(preflight.codes()).doesNotContain("LISTING_INCOMPLETE", "RUN_LOST");
    }
}
