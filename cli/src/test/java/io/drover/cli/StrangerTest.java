package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector and a path that nobody has told the CLI of, but the server that it asks. */
class StrangerTest {

    private static final String CONNECTORS = """
            [{"id":"testrail","title":"TestRail","roles":["SOURCE"],
              "entityTypes":[{"name":"testcase","title":"Test cases","dependsOn":[],"can":["READ"]}],
              "secrets":["apiKey"],
              "settingsSchema":{"type":"object","additionalProperties":false,"required":["url"],
                "$defs":{"places":{"type":"array","items":{"$ref":"#/$defs/place"}},"place":{"type":"integer","minimum":1}},
                "properties":{"url":{"type":"string","description":"Where it is."},"suites":{"$ref":"#/$defs/places"},
                  "mode":{"enum":["all","some"]},"either":{"anyOf":[{"type":"integer"},{"type":"null"}]}}}},
             {"id":"xray","title":"Xray","roles":["TARGET"],
              "entityTypes":[{"name":"testcase","title":"Test cases","dependsOn":[],"can":["CREATE"]}],
              "secrets":[],
              "settingsSchema":{"type":"object","properties":{"project":{"type":"string"}}}}]""";
    private static final String PATHS =
            "[{\"id\":\"rail-to-xray\",\"source\":\"testrail\",\"target\":\"xray\",\"recipes\":[{\"name\":\"rail-to-xray\"}]}]";
    private static final String MIGRATION = """
            name: my-move
            source:
              connector: testrail
              url: https://rail.example
              suites: [3, 4]
              apiKey: ${env:AGOLA_TOKEN}
            target: {connector: xray, project: 1234}
            """;

    private final Path folder;
    private final ApiServer server;
    private final Cli drover;

    StrangerTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.ended().replace("e-9", "e-1")));
        this.drover = new Cli(folder, server);
        server.answer("GET /api/v1/connectors", 200, "application/json", CONNECTORS);
        server.answer("GET /api/v1/paths", 200, "application/json", PATHS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void its_migration_runs_with_its_path_and_its_secret_is_one() throws IOException {
        drover.run("run", file(MIGRATION));

        JsonNode sent = ApiJson.MAPPER.readTree(server.requests().stream()
                .filter(request -> request.path().equals("/api/v1/migrations"))
                .findFirst()
                .orElseThrow()
                .body());
        assertThat(sent.path("recipe").asText()).isEqualTo("rail-to-xray");
        assertThat(sent.path("source")).isEqualTo(ApiJson.MAPPER.readTree("""
                {"connector":"testrail","settings":{"url":"https://rail.example","suites":[3,4]},
                 "secrets":{"apiKey":"my-move-source-apiKey"}}"""));
        assertThat(sent.at("/target/settings/project").isTextual()).isTrue();
        assertThat(server.requests())
                .anyMatch(request -> request.path().equals("/api/v1/secrets/my-move-source-apiKey")
                        && request.body().contains("canary-agola"));
    }

    @Test
    void what_is_wrong_with_it_is_told_at_its_place() throws IOException {
        String wrong = MIGRATION.replace("[3, 4]", "[3, 0]").replace("  url:", "  mode: al\n  uri:");

        assertThat(drover.run("validate", file(wrong))).isEqualTo(2);

        assertThat(drover.err())
                .contains(":4:9: source.mode: \"al\" is not known. Did you mean \"all\"?")
                .contains(":5:3: Unknown key \"uri\" in source. Did you mean \"url\"?")
                .contains(":6:15: source.suites.1: expected 1 or more, found 0.")
                .doesNotContain("url is missing");
        assertThat(drover.run("validate", file(MIGRATION.replace("testrail", "testrial"))))
                .isEqualTo(2);
        assertThat(drover.err())
                .contains(":3:14: source.connector: \"testrial\" is not known. Did you mean \"testrail\"?");
    }

    @Test
    void what_the_server_finds_is_told_at_the_line_it_came_from() throws IOException {
        server.problem("POST /api/v1/migrations", 400, """
                {"title":"The migration cannot be planned","status":400,
                 "violations":[{"field":"source.settings.suites.1","message":"is no suite"}]}""");

        assertThat(drover.run("run", file(MIGRATION))).isEqualTo(2);

        assertThat(drover.err()).contains(":5:11: source.settings.suites.1: is no suite");
    }

    @Test
    void a_file_is_valid_by_what_was_kept_when_no_server_answers_and_by_its_form_when_none_was_asked()
            throws IOException {
        String file = file(MIGRATION);
        ApiServer gone = server;
        assertThat(drover.run("validate", file)).isZero();
        assertThat(drover.out()).contains("nothing is wrong").contains(" says about its connectors.");
        gone.close();

        assertThat(drover.run("validate", file)).isZero();
        assertThat(drover.out()).contains("said at 20").contains("no server answers now");
        assertThat(drover.run("validate", file(MIGRATION.replace("suites", "siutes"))))
                .isEqualTo(2);
        assertThat(drover.err()).contains("said at 20").contains("Did you mean \"suites\"?");

        Files.delete(folder.resolve(".drover").resolve("connectors.json"));
        assertThat(drover.run("validate", "-o", "json", file)).isZero();
        assertThat(ApiJson.MAPPER.readTree(drover.out()).path("checkedBy").asText())
                .isEqualTo("form");
        assertThat(drover.run("validate", file(MIGRATION.replace("suites", "siutes"))))
                .isZero();
        assertThat(drover.out()).contains("Only the form was checked");
    }

    @Test
    void the_schema_for_editors_is_written_and_kept() throws IOException {
        assertThat(drover.run("validate", "--schema")).isZero();

        assertThat(ApiJson.MAPPER
                        .readTree(drover.out())
                        .at("/$defs/connector-testrail/properties/suites/$ref")
                        .asText())
                .isEqualTo("#/$defs/connector-testrail/$defs/places");
        assertThat(folder.resolve(".drover").resolve("migration.schema.json")).exists();
        assertThat(drover.run("validate")).isEqualTo(2);
    }

    @Test
    void of_several_paths_one_has_to_be_named_and_without_any_the_server_says() throws IOException {
        server.answer(
                "GET /api/v1/paths",
                200,
                "application/json",
                PATHS.replace(
                        "}]}]",
                        "}]},{\"id\":\"other\"," + "\"source\":\"testrail\",\"target\":\"xray\",\"recipes\":[]}]"));
        assertThat(drover.run("run", file(MIGRATION))).isEqualTo(2);
        assertThat(drover.err()).contains("recipe is missing: from testrail to xray there are rail-to-xray, other.");

        server.problem("GET /api/v1/paths", 404, "{\"title\":\"Not found\",\"status\":404}");
        server.problem("POST /api/v1/migrations", 400, """
                {"title":"No","status":400,"violations":[{"field":"recipe","message":"unknown"}]}""");
        assertThat(drover.run("run", file(MIGRATION))).isEqualTo(2);
        assertThat(server.requests().getLast().body()).contains("\"recipe\":\"testrail-to-xray\"");
        assertThat(drover.err()).contains(":1:1: recipe: unknown");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("my-move.yaml"), content).toString();
    }
}
