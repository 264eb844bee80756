package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a second run makes of changes in the source, of edits in the target, and of a first run that it knows nothing of. */
class SecondRunsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static void assertBooks(Execution end, String state, Execution.Books books) {
        assertThat(end.state()).as(end.toString()).isEqualTo(state);
        assertThat(end.books("testcases")).as(end.toString()).isEqualTo(books);
    }

    @Test
    void values_that_were_cleared_in_the_source_are_cleared_in_the_target() throws IOException {
        OddProject project = OddProject.of("CLEAR", 2)
                .field(1, "Browser", JSON.textNode("Chrome"))
                .field(1, "Build", JSON.numberNode(20))
                .field(1, "Implemented", JSON.booleanNode(true))
                .field(1, "Released", JSON.textNode("2020-01-01"))
                .field(2, "Browser", JSON.textNode("Firefox"));
        project.listed(1).putArray("labels").add("smoke");
        project.listed(1).putObject("owner").put("accountId", "5b10a2844c20165700ede21g");
        project.listed(1).put("estimatedTime", 138_000);
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            assertThat(trial.stored(1).path("fields").toString()).contains("Chrome", "smoke", "20", "2m 18s");

            ((ObjectNode) project.listed(1).path("customFields")).removeAll();
            project.listed(1).putArray("labels");
            project.listed(1).putNull("owner").putNull("estimatedTime");
            Execution end = trial.run();

            assertThat(end.books("testcases").loaded()).as(end.toString()).isEqualTo(1);
            JsonNode fields = trial.stored(1).path("fields");
            assertThat(fields.toString()).doesNotContain("Chrome", "smoke", "\"20\"", "2m 18s", "2020-01-01", "5b10a");
            // A single choice cannot be cleared through the interface: that is told.
            assertThat(trial.findings(end, "VALUE_NOT_CLEARED"))
                    .extracting(finding -> finding.path("field").asText())
                    .containsExactly("Implemented");
            assertThat(trial.stored(2).path("fields").path("Browser").asText()).isEqualTo("Firefox");
            assertBooks(trial.run(), "SUCCESS", new Execution.Books(2, 0, 2, 0, 0, 2, 0));
        }
    }

    @Test
    void a_field_that_goes_elsewhere_now_leaves_its_first_place() throws IOException {
        OddProject project = OddProject.of("REMAP", 1).field(1, "Browser", JSON.textNode("Chrome"));
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");

            trial.migration().putObject("mapping").putObject("fields").put("Browser", "Web browser");
            assertBooks(trial.run(), "SUCCESS", new Execution.Books(1, 1, 0, 0, 0, 1, 0));
            assertThat(trial.stored(1).path("fields").has("Browser")).isFalse();
            assertThat(trial.stored(1).path("fields").path("Web browser").asText())
                    .isEqualTo("Chrome");
        }
    }

    @Test
    void a_value_that_is_mapped_after_the_first_run_takes_the_place_of_the_target_s_default() throws IOException {
        OddProject project = OddProject.of("LATER", 1);
        try (OddTrial trial = new OddTrial(project)) {
            trial.migration().putObject("mapping").putObject("fields").putNull("Status");
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            assertThat(trial.stored(1).path("fields").path("Status").asText()).isEqualTo("New");

            trial.migration()
                    .putObject("mapping")
                    .putObject("values")
                    .putObject("Status")
                    .put("Draft", "In Progress");
            Execution end = trial.run();

            assertBooks(end, "SUCCESS", new Execution.Books(1, 1, 0, 0, 0, 1, 0));
            assertThat(end.findings("CONFLICT")).as(end.toString()).isZero();
            assertThat(trial.stored(1).path("fields").path("Status").asText()).isEqualTo("In Progress");
        }
    }

    @Test
    void what_moved_is_moved_to_the_top_too() throws IOException {
        OddProject project = OddProject.of("MOVE", 2)
                .folder(501, "A", 0)
                .folder(502, "B", 1, 501)
                .in(1, 502)
                .in(2, 501);
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            assertThat(trial.stored(1).path("module").asText()).isEqualTo("A/B");

            OddProject moved = OddProject.of("MOVE", 2)
                    .folder(501, "A", 0)
                    .folder(502, "B", 1)
                    .in(1, 502);
            Execution end = trial.with(moved).run();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(trial.stored(1).path("module").asText()).isEqualTo("B");
            assertThat(trial.stored(2).path("module").asText()).isEqualTo("Created via API");
            assertBooks(trial.run(), "SUCCESS", new Execution.Books(2, 0, 2, 0, 0, 2, 0));
        }
    }

    @Test
    void a_folder_that_is_called_as_the_module_of_cases_without_one_is_another() throws IOException {
        OddProject project =
                OddProject.of("NAMED", 2).folder(501, "Created via API", 0).in(1, 501);
        try (OddTrial trial = new OddTrial(project)) {
            assertBooks(trial.run(), "SUCCESS", new Execution.Books(2, 2, 0, 0, 0, 2, 0));
            assertBooks(trial.run(), "SUCCESS", new Execution.Books(2, 0, 2, 0, 0, 2, 0));
            assertThat(QTestLookAlike.in(trial.sandbox).edits().modules()).hasSize(2);
        }
    }

    @Test
    void what_was_deleted_in_the_target_comes_back_with_its_folder() throws IOException {
        OddProject project =
                OddProject.of("GONE", 4).folder(501, "A", 0).in(1, 501).in(2, 501);
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            QTestLookAlike.in(trial.sandbox).edits().deleteModule("Zephyr folder 501");
            trial.delete(3);
            assertThat(trial.all()).hasSize(1);

            Execution end = trial.run();

            assertBooks(end, "SUCCESS", new Execution.Books(4, 3, 1, 0, 0, 4, 0));
            assertThat(end.findings("RECREATED")).as(end.toString()).isEqualTo(4);
            assertThat(trial.stored(2).path("module").asText()).isEqualTo("A");
            assertBooks(trial.run(), "SUCCESS", new Execution.Books(4, 0, 4, 0, 0, 4, 0));
        }
    }

    @Test
    void an_emptied_target_is_filled_again_although_the_source_changed() throws IOException {
        OddProject project = OddProject.of("WIPED", 3).folder(501, "A", 0).in(1, 501);
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            trial.sandbox.reset();
            project.listed(1).put("name", "Renamed");

            assertBooks(trial.run(), "SUCCESS", new Execution.Books(3, 3, 0, 0, 0, 3, 0));
            assertThat(trial.stored(1).path("name").asText()).isEqualTo("Renamed");
        }
    }

    @Test
    void an_edit_in_the_target_is_kept_and_told_each_time() throws IOException {
        OddProject project = OddProject.of("EDIT", 2).field(1, "Browser", JSON.textNode("Chrome"));
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            trial.edit(1, "{'name': 'By a person', 'fields': {'Browser': 'Safari'}}");

            assertBooks(trial.run(), "PARTIAL", new Execution.Books(2, 0, 2, 0, 0, 1, 1));

            project.listed(1).put("name", "By the source").put("objective", "<p>New</p>");
            Execution end = trial.run();

            assertBooks(end, "PARTIAL", new Execution.Books(2, 1, 1, 0, 0, 1, 1));
            assertThat(trial.findings(end, "CONFLICT"))
                    .extracting(finding -> finding.path("field").asText())
                    .containsExactlyInAnyOrder("name", "fields.Browser");
            assertThat(trial.stored(1).path("name").asText()).isEqualTo("By a person");
            assertThat(trial.stored(1).path("fields").path("Browser").asText()).isEqualTo("Safari");
            assertThat(trial.stored(1).path("description").asText()).contains("New");

            trial.migration().withObjectProperty("options").put("conflicts", "overwrite");
            project.listed(1).put("name", "By the source again");
            assertThat(trial.run().findings("CONFLICT")).isPositive();
            assertThat(trial.stored(1).path("name").asText()).isEqualTo("By the source again");
        }
    }

    @Test
    void what_is_gone_from_the_source_is_named_and_stays() throws IOException {
        OddProject project = OddProject.of("LESS", 3);
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");

            Execution end = trial.with(project.without(2)).run();

            assertBooks(end, "SUCCESS", new Execution.Books(2, 0, 2, 0, 0, 2, 0));
            assertThat(trial.findings(end, "GONE_FROM_SOURCE"))
                    .extracting(finding -> finding.path("subject").asText())
                    .containsExactly("LESS-T2");
            assertThat(trial.all()).hasSize(3);
        }
    }

    @Test
    void the_same_systems_by_other_spellings_of_their_addresses_are_the_same() throws IOException {
        OddProject project = OddProject.of("SPELL", 5).folder(501, "A", 0).in(1, 501);
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");

            for (String side : List.of("source", "target")) {
                ObjectNode settings = trial.settings(side);
                settings.put("baseUrl", settings.path("baseUrl").asText().replace("127.0.0.1", "LOCALHOST") + "/");
            }
            Execution end = trial.run();

            assertBooks(end, "SUCCESS", new Execution.Books(5, 0, 5, 0, 0, 5, 0));
            assertThat(end.findings("ADOPTED")).as(end.toString()).isZero();
            assertThat(end.findings("UNCHANGED")).as(end.toString()).isEqualTo(6);
            assertThat(trial.all()).hasSize(5);
            assertThat(QTestLookAlike.in(trial.sandbox).counts().duplicates()).isZero();
        }
    }

    @Test
    void what_no_receipt_knows_any_more_is_adopted_and_nothing_is_created_twice() throws IOException {
        OddProject project = OddProject.of("LOST", 5).folder(501, "A", 0).in(1, 501);
        try (OddTrial trial = new OddTrial(project)) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");

            trial.loseReceipts();
            Execution end = trial.run();

            assertBooks(end, "SUCCESS", new Execution.Books(5, 0, 5, 0, 0, 5, 0));
            assertThat(end.findings("ADOPTED")).as(end.toString()).isEqualTo(6);
            assertThat(trial.all()).hasSize(5);
            assertThat(QTestLookAlike.in(trial.sandbox).counts().duplicates()).isZero();
        }
    }

    @Test
    void what_the_target_has_already_is_refused_where_the_migration_says_so() throws IOException {
        try (OddTrial trial = new OddTrial(OddProject.of("REFUSE", 2))) {
            assertThat(trial.run().state()).isEqualTo("SUCCESS");

            trial.loseReceipts();
            trial.migration().withObjectProperty("options").put("existing", "reject");

            assertBooks(trial.run(), "PARTIAL", new Execution.Books(2, 0, 0, 2, 0, 0, 0));
            assertThat(trial.all()).hasSize(2);
        }
    }

    @Test
    void texts_that_no_target_takes_are_cleaned_and_a_second_run_is_quiet() throws IOException {
        OddProject project = OddProject.of("TEXTS", 2);
        project.listed(1)
                .put("name", "cut \ud83d")
                .put(
                        "objective",
                        "<p>nul \u0000 and bell \u0007, \u202eright to left\u202c, zero\u200bwidth\r\nline</p>");
        project.field(1, "Note", JSON.textNode("List<String> & Map<K,V>"));
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertBooks(end, "SUCCESS", new Execution.Books(2, 2, 0, 0, 0, 2, 0));
            assertThat(end.findings("TEXT_CLEANED")).as(end.toString()).isGreaterThanOrEqualTo(2);
            assertThat(trial.stored(1).path("name").asText()).isEqualTo("cut \ufffd");
            assertThat(trial.stored(1).path("description").asText())
                    .contains("\u202eright to left\u202c, zero\u200bwidth\r\nline")
                    .doesNotContain("\u0000", "\u0007");
            assertThat(trial.stored(1).path("fields").path("Note").asText()).isEqualTo("List<String> & Map<K,V>");
            assertBooks(trial.run(), "SUCCESS", new Execution.Books(2, 0, 2, 0, 0, 2, 0));
        }
    }
}
