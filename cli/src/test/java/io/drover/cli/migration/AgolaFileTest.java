package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgolaFileTest {

    private static final String AGOLA = """
            name: agola
            recipe: agola-v07-to-later
            source: {connector: agola, runservice: "http://old:4000", configstore: "http://old:4002"}
            target:
              connector: agola
              runservice: http://new:4000
              configstore: http://new:4002
              runserviceReplicas: [http://new-2:4000]
              maintenanceTimeoutSeconds: 30
              runserviceToken: ${env:AGOLA_TOKEN}
            """;
    private static final Variables VARIABLES = new Variables(Map.of("AGOLA_TOKEN", "canary-1"));

    private final Path folder;

    AgolaFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void an_agola_migration_has_settings_as_given_an_archive_and_a_window_in_utc() throws IOException {
        Submission submission = read(AGOLA + """
                archive: {password: "${env:AGOLA_TOKEN}"}
                maintenanceWindow: {from: 2026-11-21T22:00:00+01:00, until: 2026-11-22T04:00:00+01:00}
                fourEyes: true
                """);

        assertThat(ApiJson.MAPPER.readTree(ApiJson.request(submission.migration())))
                .isEqualTo(ApiJson.MAPPER.readTree("""
                {"name":"agola","recipe":"agola-v07-to-later",
                 "source":{"connector":"agola","settings":{"runservice":"http://old:4000","configstore":"http://old:4002"},"secrets":{}},
                 "target":{"connector":"agola","settings":{"runservice":"http://new:4000","configstore":"http://new:4002",
                   "runserviceReplicas":["http://new-2:4000"],"maintenanceTimeoutSeconds":30},"secrets":{"runserviceToken":"agola-target-runserviceToken"}},
                 "options":{},"archive":{"password":"agola-archive"},
                 "maintenanceWindow":{"from":"2026-11-21T21:00:00Z","until":"2026-11-22T03:00:00Z"},"fourEyes":true}"""));
        assertThat(submission.secrets())
                .containsEntry("agola-archive", new SecretValue("canary-1", "archive", List.of()));
        assertThat(submission.positionOf("target.settings.runservice").map(Position::line))
                .hasValue(6);
    }

    @Test
    void texts_that_a_database_refuses_are_refused_or_replaced() throws IOException {
        String source = "configstore: \"http://old:4002\"";

        assertThat(read(AGOLA.replace(source, source + ", nul: replace, transferTimeoutSeconds: 60"))
                        .migration()
                        .source()
                        .settings()
                        .toString())
                .contains("replace", "60");
        assertThatThrownBy(() -> read(AGOLA.replace(source, source + ", nul: keep")))
                .hasMessageContaining("source.nul");
    }

    @Test
    void a_wrong_key_of_agola_gets_the_nearest_one_of_agola() {
        assertThatThrownBy(() -> read(AGOLA.replace("runserviceReplicas", "runserviceReplica")))
                .hasMessageContaining(
                        "migration.yaml:8:3: Unknown key \"runserviceReplica\" in target. Did you mean \"runserviceReplicas\"?");
        assertThatThrownBy(() -> read(AGOLA.replace("configstore: http://new:4002", "configstore: new:4002")))
                .hasMessageContaining("target.configstore: \"new:4002\" does not look right");
        assertThatThrownBy(() -> read(AGOLA.replace("  connector: agola\n", "")))
                .hasMessageContaining("target.connector is missing or empty")
                .hasMessageNotContaining("baseUrl");
        assertThatThrownBy(() -> read(AGOLA.replace("  connector: agola\n", "  connector: jira\n")))
                .hasMessageContaining("target.connector: \"jira\" is not known. Known: agola, qtest.");
    }

    @Test
    void a_window_that_cannot_be_is_refused_with_its_place() {
        assertThatThrownBy(() -> read(AGOLA + "maintenanceWindow: {from: 2026-11-21T22:00:00, until: x}\n"))
                .hasMessageContaining("migration.yaml:11:27: maintenanceWindow.from: ")
                .hasMessageContaining("write a time with its offset")
                .hasMessageContaining("maintenanceWindow.until: ");
        assertThatThrownBy(() ->
                        read(AGOLA + "maintenanceWindow: {from: 2026-02-30T22:00:00Z, until: 2026-03-30T22:00:00Z}\n"))
                .hasMessageContaining("there is no such time as 2026-02-30T22:00:00Z");
        assertThatThrownBy(() -> read(
                        AGOLA + "maintenanceWindow: {from: 2026-11-21T22:00:00+01:00, until: 2026-11-21T21:00:00Z}\n"))
                .hasMessageContaining("is not after");
        assertThatThrownBy(() -> read(AGOLA + "maintenanceWindow: {from: 2026-11-21T22:00:00Z}\n"))
                .hasMessageContaining("maintenanceWindow.until is missing");
    }

    @Test
    void a_password_of_the_archive_does_not_belong_into_the_file() {
        assertThatThrownBy(() -> read(AGOLA + "archive: {password: canary-4}\n"))
                .hasMessageContaining("archive.password: do not write a secret into this file")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consent: replace everything\n",
                "options: {consent: yes}\n",
                "archive: {consent: yes}\n",
                "maintenanceWindow: {from: 2026-11-21T22:00:00Z, until: 2026-11-21T23:00:00Z, consent: yes}\n",
                "yes: true\n",
                "force: true\n"
            })
    void a_file_cannot_consent(String key) {
        assertThatThrownBy(() -> read(AGOLA + key)).hasMessageContaining("Unknown key \"");
    }

    @Test
    void neither_can_a_connection() {
        assertThatThrownBy(() -> read(AGOLA + "  consent: yes\n"))
                .hasMessageContaining("Unknown key \"consent\" in target.");
    }

    @Test
    void the_example_for_agola_is_right() {
        Variables variables = new Variables(Map.of(
                "AGOLA_OLD_RUNSERVICE", "http://127.0.0.1:1",
                "AGOLA_OLD_CONFIGSTORE", "http://127.0.0.1:2",
                "AGOLA_NEW_RUNSERVICE", "http://127.0.0.1:3",
                "AGOLA_NEW_CONFIGSTORE", "http://127.0.0.1:4"));

        Submission submission = MigrationFile.read(
                Path.of("..", "examples", "agola", "drover.yaml"), Optional.empty(), Shipped.known(), variables);

        assertThat(submission.migration().recipe()).isEqualTo("agola-v07-to-later");
        assertThat(submission
                        .migration()
                        .target()
                        .settings()
                        .path("configstore")
                        .asText())
                .isEqualTo("http://127.0.0.1:4");
        assertThat(submission.secrets()).isEmpty();
    }

    private Submission read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("migration.yaml"), content);
        return MigrationFile.read(file, Optional.empty(), Shipped.known(), VARIABLES);
    }
}
