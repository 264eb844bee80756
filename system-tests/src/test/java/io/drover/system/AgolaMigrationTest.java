package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example migration: the real exports of Agola v0.7.1 into a v0.8.0. */
class AgolaMigrationTest {

    @Test
    void the_real_agola_moves_whole_and_every_step_of_the_document_is_there_to_see() throws Exception {
        Api api = Installation.shared().api();
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick().target(AgolaOptions.Pair.REAL_CONVERTED))) {
            AgolaRun run = new AgolaRun(api, sandbox, "agola").begin();

            Execution end = run.toTheEnd();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(end.json().path("steps"))
                    .allSatisfy(step -> assertThat(step.path("state").asText())
                            .as(step.path("id").asText())
                            .isEqualTo("SUCCESS"));
            run.assertMoved();
            assertReconciled(end);
            assertThat(api.get("/executions/" + end.id() + "/findings?code=RUN_NOT_ARCHIVED")
                            .text()
                            .lines())
                    .hasSize(4)
                    .allMatch(line -> line.contains("\"step\":\"preflight-source\""));
            assertImportedOnceAndReadBack(sandbox.targetRunservice());
            assertImportedOnceAndReadBack(sandbox.targetConfigstore());
            assertAuditHolds(api, end);
            assertRecorded(api, end);
        }
    }

    /** Four runs are not archived: they are named, and so are the configurations that go with them. */
    private static void assertReconciled(Execution end) {
        assertThat(end.books("run")).isEqualTo(new Execution.Books(6, 6, 0, 0, 0, 6, 0));
        assertThat(end.books("runconfig")).isEqualTo(new Execution.Books(10, 6, 0, 0, 4, 6, 0));
        assertThat(end.books("runcounter")).isEqualTo(new Execution.Books(3, 3, 0, 0, 0, 3, 0));
        assertThat(end.books("user")).isEqualTo(new Execution.Books(4, 4, 0, 0, 0, 4, 0));
        end.json().path("books").propertyStream().forEach(kind -> assertThat(
                        end.books(kind.getKey()).balanced())
                .as(kind.getKey())
                .isTrue());
        assertThat(end.findings("RUN_NOT_ARCHIVED")).isEqualTo(4);
        assertThat(end.step("accept-losses").path("confirmedBy").asText()).isEqualTo(AgolaRun.PERSON);
    }

    private static void assertImportedOnceAndReadBack(AgolaServer server) throws Exception {
        assertThat(server.imports()).hasSize(1);
        String imported = server.imports().getFirst().sha256();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(server.export());
        assertThat(HexFormat.of().formatHex(digest)).as("export after import").isEqualTo(imported);
    }

    private static void assertAuditHolds(Api api, Execution end) throws Exception {
        assertThat(Audits.assertHolds(api, end))
                .anyMatch(line -> line.contains("consent.given") && line.contains(AgolaRun.PERSON));
    }

    /** What was about to be done was written before it was done, and is in the bundle. */
    private static void assertRecorded(Api api, Execution end) throws Exception {
        List<String> records =
                api.get("/executions/" + end.id() + "/records").text().lines().toList();
        List<String> imports = records.stream()
                .filter(line -> line.contains("\"step\":\"import-configstore\""))
                .toList();
        assertThat(imports.getFirst()).contains("attempt.begun");
        assertThat(imports.getLast()).contains("attempt.ended");
        assertThat(imports).anyMatch(line -> line.contains("http.request") && line.contains("/import"));
        assertThat(api.get("/executions/" + end.id() + "/archive").body())
                .hasSize(Math.toIntExact(
                        end.step("archive-backup").path("facts").path("bytes").asLong()));
        Evidence evidence =
                Evidence.open(api.get("/executions/" + end.id() + "/evidence").body());
        evidence.assertSumsHold();
        assertThat(evidence.text("audit.jsonl")).contains("point-of-no-return.passed");
        assertThat(evidence.files().keySet()).anyMatch(name -> name.contains("import-configstore"));
        assertThat(api.get("/executions/" + end.id() + "/report", "text/html").text())
                .contains("Import the config store", AgolaRun.PERSON);
    }
}
