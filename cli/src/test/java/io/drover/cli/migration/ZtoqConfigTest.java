package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.Migration;
import io.drover.api.SecretValue;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZtoqConfigTest {

    /** The example of the ZTOQ migration guide, word for word. */
    private static final String GUIDE = """
            zephyr:
              base_url: https://api.atlassian.com/ex/jira/your-instance/rest/zephyr/1.0
              api_token: YOUR_ZEPHYR_TOKEN
              project_key: PROJECT

            qtest:
              base_url: https://yourcompany.qtestnet.com
              bearer_token: YOUR_QTEST_TOKEN
              project_id: 12345

            database:
              type: sqlite  # or postgresql
              path: ./migration.db
              # PostgreSQL specific options
              # host: localhost
              # port: 5432
              # username: ztoq_user
              # password: password
              # database: ztoq_db

            performance:
              batch_size: 100
              max_workers: 8
              use_batch_transformer: true

            migration:
              incremental: false
              include_attachments: true
              phases: extract,transform,load,validate
              no_rollback: false

            logging:
              level: INFO  # DEBUG, INFO, WARNING, ERROR, CRITICAL
              file: ztoq-migration.log
            """;

    private static final String FILLED = GUIDE.replace("your-instance", "acme")
            .replace("yourcompany", "acme")
            .replace("YOUR_ZEPHYR_TOKEN", "canary-zephyr")
            .replace("YOUR_QTEST_TOKEN", "canary-qtest");

    private final Path folder;

    ZtoqConfigTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void the_guides_example_runs_as_it_is_once_its_placeholders_are_filled() throws IOException {
        Submission submission = read(FILLED);

        assertThat(ApiJson.MAPPER.readTree(ApiJson.request(submission.migration())))
                .isEqualTo(ApiJson.MAPPER.readTree("""
                                {"name":"project-to-qtest-12345","recipe":"zephyr-scale-to-qtest",
                                 "source":{"connector":"zephyr-scale",
                                   "settings":{"baseUrl":"https://api.atlassian.com/ex/jira/acme/rest/zephyr/1.0","projectKey":"PROJECT"},
                                   "secrets":{"token":"project-to-qtest-12345-source-token"}},
                                 "target":{"connector":"qtest",
                                   "settings":{"baseUrl":"https://acme.qtestnet.com","projectId":12345},
                                   "secrets":{"token":"project-to-qtest-12345-target-token"}},
                                 "options":{"batchSize":100,"concurrency":8}}"""));
        assertThat(submission.secrets())
                .containsEntry(
                        "project-to-qtest-12345-source-token",
                        new SecretValue(
                                "canary-zephyr",
                                "zephyr-scale",
                                List.of("https://api.atlassian.com/ex/jira/acme/rest/zephyr/1.0")))
                .containsEntry(
                        "project-to-qtest-12345-target-token",
                        new SecretValue("canary-qtest", "qtest", List.of("https://acme.qtestnet.com")));
        assertThat(submission.notices())
                .hasSize(2)
                .anyMatch(notice -> notice.contains("Attachments are not moved yet"))
                .anyMatch(
                        notice -> notice.startsWith("Without effect here: database, performance.use_batch_transformer,"
                                + " migration.no_rollback, logging."));
    }

    @Test
    void every_placeholder_is_told_at_once() {
        assertThatThrownBy(() -> read(GUIDE))
                .hasMessageContaining("config.yaml:2:13: zephyr.base_url still holds the placeholder \"your-instance\"")
                .hasMessageContaining(
                        "config.yaml:3:14: zephyr.api_token still holds the placeholder \"YOUR_ZEPHYR_TOKEN\"")
                .hasMessageContaining("config.yaml:7:13: qtest.base_url still holds the placeholder \"yourcompany\"")
                .hasMessageContaining("config.yaml:8:17: qtest.bearer_token still holds the placeholder");
    }

    @Test
    void a_typo_is_told_with_its_line_its_column_and_the_key_that_was_meant() {
        assertThatThrownBy(() -> read(FILLED.replace("batch_size", "batchsise")))
                .hasMessage(folder.resolve("config.yaml") + ":22:3: Unknown key \"batchsise\" in performance."
                        + " Did you mean \"batch_size\"?");
        assertThatThrownBy(() -> read(FILLED.replace("qtest:", "qtst:")))
                .hasMessage(folder.resolve("config.yaml") + ":6:1: Unknown key \"qtst\". Did you mean \"qtest\"?");
    }

    @Test
    void a_wrong_type_is_told_without_showing_a_secret() {
        assertThatThrownBy(() -> read(FILLED.replace("api_token: canary-zephyr", "api_token: [canary-zephyr]")))
                .hasMessageContaining("config.yaml:3:14: zephyr.api_token: expected a text.")
                .hasMessageNotContaining("canary");
    }

    @Test
    void what_is_no_yaml_is_told_with_line_and_column_and_without_quoting_it() {
        assertThatThrownBy(() -> read("zephyr:\n  api_token: \"canary\n  project_key: X\n"))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("(?s).*config\\.yaml:\\d+:\\d+: This is not YAML: .*")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> read("zephyr:\n\tapi_token: canary\n"))
                .hasMessageContaining("config.yaml:2:1: This is not YAML")
                .hasMessageNotContaining("canary");
    }

    @Test
    void what_is_not_available_yet_is_refused() {
        assertThatThrownBy(() -> read(FILLED.replace("incremental: false", "incremental: true")))
                .hasMessageContaining(
                        "config.yaml:27:16: migration.incremental: incremental migration is not available");
        assertThatThrownBy(() -> read(FILLED.replace("extract,transform,load,validate", "extract,transform")))
                .hasMessageContaining("config.yaml:29:11: migration.phases: single phases are not available yet");
    }

    @Test
    void the_phases_may_be_a_list_in_any_order() throws IOException {
        Submission submission = read(FILLED.replace(
                "phases: extract,transform,load,validate", "phases: [load, validate, extract, transform]"));

        assertThat(submission.migration().name()).isEqualTo("project-to-qtest-12345");
    }

    @Test
    void the_recipes_of_the_guides_troubleshooting_are_accepted() throws IOException {
        Submission submission = read(
                FILLED.replace("zephyr:\n", "zephyr:\n  rate_limit_delay: 5\n  auto_retry: true\n  retry_count: 3\n")
                        + "network:\n  timeout: 60  # seconds\n  retry_count: 3\n  retry_delay: 5\n");

        assertThat(submission.notices()).anyMatch(notice -> notice.contains("zephyr.rate_limit_delay"));
    }

    @Test
    void a_batch_larger_than_drovers_largest_is_made_smaller_with_a_word() throws IOException {
        Submission submission = read(FILLED.replace("batch_size: 100", "batch_size: 1000"));

        assertThat(submission.migration().options())
                .extracting(Migration.Options::batchSize)
                .isEqualTo(500);
        assertThat(submission.notices()).contains("performance.batch_size is 1000; Drover takes at most 500.");
    }

    @Test
    void tokens_come_from_the_environment_where_the_file_has_none() throws IOException {
        String without =
                FILLED.replace("  api_token: canary-zephyr\n", "").replace("  bearer_token: canary-qtest\n", "");
        Variables variables = new Variables(Map.of("zephyr_access_token", "z", "qtest_bearer_token", "q"));

        assertThat(read(without, variables).secrets().values())
                .extracting(SecretValue::value)
                .containsExactlyInAnyOrder("z", "q");
        assertThatThrownBy(() -> read(without))
                .hasMessageContaining(
                        "zephyr.api_token is missing, and the environment variable zephyr_access_token is not set");
    }

    @Test
    void a_username_and_a_password_do_for_qtest() throws IOException {
        Submission submission =
                read(FILLED.replace("bearer_token: canary-qtest", "username: ann\n  password: canary-password"));

        assertThat(submission.migration().target().settings().has("username")).isTrue();
        assertThat(submission.migration().target().secrets()).containsOnlyKeys("password");
    }

    private Submission read(String content) throws IOException {
        return read(content, new Variables(Map.of()));
    }

    private Submission read(String content, Variables variables) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), content);
        return MigrationFile.read(file, Optional.empty(), Shipped.known(), variables);
    }
}
