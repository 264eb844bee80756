package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.LongNode;
import io.drover.api.SecretValue;
import io.drover.api.SystemLimits;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroverFileTest {

    private static final String COMPLETE = """
            $schema: ../cli/src/main/resources/schema/migration.schema.json
            name: my-move
            source:
              connector: zephyr-scale
              baseUrl: https://api.zephyrscale.smartbear.com/v2
              projectKey: MM
              pageSize: 500
              token: ${env:ZEPHYR_TOKEN}
            target:
              connector: qtest
              baseUrl: https://acme.qtestnet.com
              projectId: 7
              token: secret:qtest-acme
            options:
              batchSize: 100
              concurrency: 8
            """;
    private static final Variables VARIABLES = new Variables(Map.of("ZEPHYR_TOKEN", "canary-1", "PROJECT", "9"));

    private final Path folder;

    DroverFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_complete_file_becomes_a_definition_with_names_of_secrets_only() throws IOException {
        Submission submission = read(COMPLETE);

        assertThat(ApiJson.MAPPER.readTree(ApiJson.request(submission.migration())))
                .isEqualTo(ApiJson.MAPPER.readTree("""
                                {"name":"my-move","recipe":"zephyr-scale-to-qtest",
                                 "source":{"connector":"zephyr-scale",
                                   "settings":{"baseUrl":"https://api.zephyrscale.smartbear.com/v2","projectKey":"MM","pageSize":500},
                                   "secrets":{"token":"my-move-source-token"}},
                                 "target":{"connector":"qtest",
                                   "settings":{"baseUrl":"https://acme.qtestnet.com","projectId":7},
                                   "secrets":{"token":"qtest-acme"}},
                                 "options":{"batchSize":100,"concurrency":8}}"""));
        assertThat(submission.secrets())
                .containsExactly(Map.entry(
                        "my-move-source-token",
                        new SecretValue(
                                "canary-1", "zephyr-scale", List.of("https://api.zephyrscale.smartbear.com/v2"))));
        assertThat(submission.toString()).doesNotContain("canary");
    }

    @Test
    void a_file_without_a_name_is_called_after_itself() throws IOException {
        Path file =
                Files.writeString(folder.resolve("Mattermost (old) 2.yaml"), COMPLETE.replace("name: my-move\n", ""));

        assertThat(MigrationFile.read(file, Optional.empty(), Shipped.known(), VARIABLES)
                        .migration()
                        .name())
                .isEqualTo("mattermost-old-2");
    }

    @Test
    void a_secret_is_read_from_a_file_beside_it() throws IOException {
        Files.writeString(folder.resolve("token.txt"), "canary-2\n");

        Submission submission = read(COMPLETE.replace("${env:ZEPHYR_TOKEN}", "file:token.txt"));

        assertThat(submission.secrets())
                .containsValue(new SecretValue(
                        "canary-2", "zephyr-scale", List.of("https://api.zephyrscale.smartbear.com/v2")));
    }

    @Test
    void a_secret_in_the_file_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> read(COMPLETE.replace("${env:ZEPHYR_TOKEN}", "canary-3")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("migration.yaml:8:10: source.token: do not write a secret into this file")
                .hasMessageContaining("${env:NAME}")
                .hasMessageNotContaining("canary");
    }

    @Test
    void an_unset_variable_is_named_with_its_place() {
        assertThatThrownBy(() -> read(COMPLETE.replace("ZEPHYR_TOKEN", "NOT_SET")))
                .hasMessageContaining(
                        "migration.yaml:8:10: source.token: the environment variable NOT_SET is not set.");
        assertThatThrownBy(() -> read(COMPLETE.replace("projectKey: MM", "projectKey: ${env:NOT_SET}")))
                .hasMessageContaining("migration.yaml:6:15: source.projectKey: the environment variable NOT_SET");
    }

    @Test
    void a_variable_stands_for_any_value() throws IOException {
        Submission submission = read(COMPLETE.replace("projectId: 7", "projectId: ${env:PROJECT}"));

        assertThat(submission.migration().target().settings().path("projectId")).isEqualTo(LongNode.valueOf(9));
    }

    @Test
    void qtest_takes_a_username_and_a_password_instead_of_a_token() throws IOException {
        Submission submission =
                read(COMPLETE.replace("token: secret:qtest-acme", "username: ann\n  password: ${env:ZEPHYR_TOKEN}"));

        assertThat(submission.migration().target().settings().path("username").asText())
                .isEqualTo("ann");
        assertThat(submission.migration().target().secrets()).containsOnlyKeys("password");
    }

    @Test
    void every_error_is_told_at_once_in_the_order_of_the_lines() {
        String broken = COMPLETE.replace("projectKey: MM", "projectKye: MM")
                .replace("projectId: 7", "projectId: seven")
                .replace("  token: secret:qtest-acme\n", "")
                .replace("batchSize: 100", "batchSize: 1000");

        assertThatThrownBy(() -> read(broken)).hasMessage("""
                        F:6:3: Unknown key "projectKye" in source. Did you mean "projectKey"?
                        F:10:3: target: give token, or username and password.
                        F:12:14: target.projectId: "seven" does not look right; Id of the project, the number in its web address.
                        F:14:14: options.batchSize: expected 1 to 500, found 1000.""".replace("F:", folder.resolve("migration.yaml") + ":"));
    }

    @Test
    void a_missing_value_and_a_list_in_the_place_of_a_text_are_told() {
        assertThatThrownBy(() -> read(COMPLETE.replace("projectKey: MM", "projectKey:")))
                .hasMessageContaining("source.projectKey is missing or empty");
        assertThatThrownBy(() -> read(COMPLETE.replace("name: my-move", "name: [a, b]")))
                .hasMessageContaining("migration.yaml:2:7: name: expected a text.");
        assertThatThrownBy(() -> read("name: only\n"))
                .hasMessageContaining("source is missing or empty")
                .hasMessageContaining("target is missing or empty");
    }

    @Test
    void a_connector_nobody_knows_gets_the_nearest_one() {
        assertThatThrownBy(() -> read(COMPLETE.replace("zephyr-scale\n", "zephyr-scal\n")))
                .hasMessageContaining("\"zephyr-scal\" is not known. Did you mean \"zephyr-scale\"?");
    }

    @Test
    void an_address_without_a_scheme_is_refused() {
        assertThatThrownBy(() -> read(COMPLETE.replace("https://acme.qtestnet.com", "acme.qtestnet.com")))
                .hasMessageContaining(
                        "target.baseUrl: \"acme.qtestnet.com\" does not look right; Address of the site,");
    }

    @Test
    void a_mapping_is_given_inline_or_as_a_file_or_as_an_option() throws IOException {
        Files.writeString(folder.resolve("map.yaml"), "fields:\n  Severity: Priority\n  Owner:\n");
        Files.writeString(folder.resolve("other.yaml"), "test_case:\n  \"Requirement ID\": Requirement\n");

        Submission inline = read(COMPLETE + "mapping:\n  values: {Status: {no: Draft, 1: One}}\n");
        Submission file = read(COMPLETE + "mapping: map.yaml\n");
        Submission option = MigrationFile.read(
                folder.resolve("migration.yaml"),
                Optional.of(folder.resolve("other.yaml")),
                Shipped.known(),
                VARIABLES);

        assertThat(inline.migration().mapping())
                .hasToString("{\"values\":{\"Status\":{\"no\":\"Draft\",\"1\":\"One\"}}}");
        assertThat(file.migration().mapping()).hasToString("{\"fields\":{\"Severity\":\"Priority\",\"Owner\":null}}");
        assertThat(file.positionOf("mapping.fields.Severity"))
                .hasValue(new Position(folder.resolve("map.yaml").toString(), 2, 13));
        assertThat(option.migration().mapping()).hasToString("{\"test_case\":{\"Requirement ID\":\"Requirement\"}}");
    }

    @Test
    void a_mapping_file_that_is_missing_is_told_where_it_is_named() {
        assertThatThrownBy(() -> read(COMPLETE + "mapping: nowhere.yaml\n"))
                .hasMessageContaining("migration.yaml:17:10: mapping: ")
                .hasMessageContaining("nowhere.yaml:1:1: There is no such file.");
    }

    @Test
    void a_field_the_server_complains_about_is_found_in_the_file() throws IOException {
        Submission submission = read(COMPLETE);

        assertThat(submission.positionOf("source.settings.projectKey").orElseThrow())
                .hasToString(folder.resolve("migration.yaml") + ":6:15");
        assertThat(submission.positionOf("target.settings.unheardOf").map(Position::line))
                .hasValue(10);
        assertThat(submission.positionOf("elsewhere")).isEmpty();
    }

    @Test
    void what_is_to_become_of_odd_records_is_handed_on_and_an_unknown_word_is_refused_with_the_known_ones()
            throws IOException {
        String policies = "  longestWaitSeconds: 60\n  rejectedPercent: 0\n  rejectedInARow: 5\n"
                + "  conflicts: overwrite\n  existing: reject\n";

        assertThat(read(COMPLETE + policies).migration().options())
                .asString()
                .contains("longestWaitSeconds=60", "rejectedPercent=0", "rejectedInARow=5")
                .contains("conflicts=overwrite", "existing=reject");
        assertThatThrownBy(() -> read(COMPLETE + policies.replace("overwrite", "ours")))
                .hasMessageContaining("options.conflicts")
                .hasMessageContaining("keep")
                .hasMessageContaining("overwrite");
    }

    @Test
    void what_a_system_allows_is_handed_on_beside_its_settings_and_a_rate_that_is_none_is_refused() throws IOException {
        String limited = COMPLETE.replace(
                "  projectId: 7\n", "  projectId: 7\n  limits: {rate: 600/min, burst: 5, concurrency: 8}\n");

        assertThat(read(limited).migration().target().limits()).isEqualTo(new SystemLimits("600/min", 5, 8));
        assertThat(read(limited).migration().target().settings().has("limits")).isFalse();
        assertThatThrownBy(() -> read(limited.replace("600/min", "quick"))).hasMessageContaining("600/min");
    }

    @Test
    void the_demos_example_is_right() {
        Variables variables = new Variables(Map.of(
                "ZEPHYR_URL",
                "http://127.0.0.1:1/zephyr/v2",
                "ZEPHYR_TOKEN",
                "a",
                "QTEST_URL",
                "http://127.0.0.1:1/qtest",
                "QTEST_TOKEN",
                "b"));

        Submission submission = MigrationFile.read(
                Path.of("..", "examples", "mattermost.yaml"), Optional.empty(), Shipped.known(), variables);

        assertThat(submission.migration().name()).isEqualTo("mattermost");
    }

    private Submission read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("migration.yaml"), content);
        return MigrationFile.read(file, Optional.empty(), Shipped.known(), VARIABLES);
    }
}
