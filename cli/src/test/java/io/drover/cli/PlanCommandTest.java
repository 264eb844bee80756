package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

    private static final String MIGRATION = """
            name: agola
            recipe: agola-v07-to-later
            source: {connector: agola, runservice: "http://old:4000", configstore: "http://old:4002"}
            target:
              connector: agola
              runservice: http://new:4000
              configstore: http://new:4002
              runserviceToken: ${env:AGOLA_TOKEN}
            """;
    private static final String NO_PASSWORD = """
            {"title":"The migration cannot be planned","status":400,"detail":"archive.password: is required",
             "violations":[{"field":"archive.password","message":"is required"}]}""";

    private final Path folder;
    private final ApiServer server;
    private final Cli drover;

    PlanCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.ended()));
        this.drover = new Cli(folder, server);
    }

    @BeforeEach
    void serve() {
        server.answer("GET /api/v1/migrations/agola/plan", 200, "application/json", Guarded.PLAN);
        server.answer("GET /api/v1/secrets", 200, "application/json", "[]");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_plan_shows_every_step_the_point_of_no_return_and_its_hash() {
        assertThat(drover.run("plan", "agola")).isZero();

        assertThat(drover.out().stripTrailing()).isEqualTo("""
                agola  agola-v07-to-later: Agola v0.7 to v0.8 and later

                #  STEP               KIND       PHASE     ON      WHAT                               AFTER A FAILURE
                1  check-source       operation  validate  source  Check the old services             retried automatically
                2  stop-others        operator                     Stop the others
                       Stop the gateway.
                       Keep the rest.
                3  consent            operator                     Consent to replace both databases
                last safe abort: consent
                ──── point of no return ────
                4  import-runservice  operation  load      target  Import the run service             held: a person resumes  DESTRUCTIVE

                plan hash: %s""".formatted(Guarded.PLAN_HASH));
    }

    @Test
    void for_programs_a_plan_is_what_the_server_says() throws IOException {
        drover.run("plan", "agola", "-o", "json");

        assertThat(ApiJson.MAPPER.readTree(drover.out())).isEqualTo(ApiJson.MAPPER.readTree(Guarded.PLAN));
    }

    @Test
    void without_a_name_the_plan_is_that_of_the_newest_executions_migration() {
        assertThat(drover.run("plan")).isZero();
        assertThat(drover.out()).contains("point of no return");
    }

    @Test
    void a_plan_of_a_file_defines_the_migration_sends_no_secret_and_starts_nothing() throws IOException {
        assertThat(drover.run("plan", file(MIGRATION))).isZero();

        assertThat(asked()).containsExactly("POST /api/v1/migrations", "GET /api/v1/migrations/agola/plan");
        JsonNode migration =
                ApiJson.MAPPER.readTree(server.requests().getFirst().body());
        assertThat(migration.at("/target/settings")).isEqualTo(ApiJson.MAPPER.readTree("""
                {"runservice":"http://new:4000","configstore":"http://new:4002"}"""));
        assertThat(migration.at("/target/secrets/runserviceToken").asText()).isEqualTo("agola-target-runserviceToken");
        assertThat(migration.has("archive")).isFalse();
    }

    @Test
    void where_the_recipe_archives_and_the_file_names_no_password_the_plan_says_where_it_will_come_from()
            throws IOException {
        server.answerOnce("POST /api/v1/migrations", 400, "application/problem+json", NO_PASSWORD);

        assertThat(drover.run("plan", file(MIGRATION))).isZero();

        assertThat(asked()).noneMatch(request -> request.startsWith("PUT"));
        assertThat(server.requests().get(1).body()).contains("\"archive\":{\"password\":\"agola-archive\"}");
        assertThat(drover.err())
                .contains("drover run makes one, and shows it when")
                .contains("drover secrets set agola-archive --for archive");
    }

    @Test
    void a_run_makes_the_password_and_shows_it_when_it_begins_and_as_its_last_words() throws IOException {
        runs();

        assertThat(drover.run("run", file(MIGRATION))).isZero();

        ApiServer.Request kept = server.requests().stream()
                .filter(request -> request.path().equals("/api/v1/secrets/agola-archive"))
                .findFirst()
                .orElseThrow();
        String password = ApiJson.MAPPER.readTree(kept.body()).get("value").asText();
        assertThat(password).matches("([a-km-z2-9]{4}-){6}[a-km-z2-9]{4}");
        String[] around = drover.err().split("\n" + password + "\n", -1);
        assertThat(around).hasSize(3);
        assertThat(around[0]).doesNotContain("Stop the others");
        assertThat(around[1]).contains("Stop the others");
        assertThat(around[2].lines()).hasSize(4).contains("    gpg -d EXECUTION.tar.zst.gpg | tar --zstd -x");
        assertThat(drover.out()).doesNotContain(password);
    }

    @Test
    void a_password_that_was_made_before_is_kept_and_can_be_replaced() throws IOException {
        runs();
        server.answer("GET /api/v1/secrets", 200, "application/json", """
                [{"name":"agola-archive","connector":"archive","addresses":[],"changedAt":"2026-11-30T10:00:00Z"}]""");

        assertThat(drover.run("run", file(MIGRATION))).isZero();

        assertThat(asked()).doesNotContain("PUT /api/v1/secrets/agola-archive");
        assertThat(drover.err())
                .contains("which was shown when it was made")
                .contains("    drover secrets set agola-archive\n");
    }

    @Test
    void two_generated_passwords_are_different() {
        assertThat(ArchivePassword.generate()).isNotEqualTo(ArchivePassword.generate());
    }

    private void runs() {
        server.answerOnce("POST /api/v1/migrations", 400, "application/problem+json", NO_PASSWORD);
        server.answer("POST /api/v1/migrations/agola/executions", 202, "application/json", Guarded.waiting("consent"));
    }

    private List<String> asked() {
        return server.requests().stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("agola.yaml"), content).toString();
    }
}
