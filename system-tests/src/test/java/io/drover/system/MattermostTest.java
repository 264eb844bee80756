package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** The public Mattermost project, whole. */
class MattermostTest {

    private static final int CASES = 5_059;
    private static final int FOLDERS = 386;

    @Test
    void the_mattermost_project_moves_whole() throws Exception {
        Api api = Installation.shared().api();
        try (RunningSandbox sandbox = Sandboxes.mattermost()) {
            ObjectNode migration = Migrations.define(api, sandbox, "mattermost", Migrations.MATTERMOST);

            Execution first = api.run(migration);

            assertThat(first.state()).as(first.toString()).isEqualTo("SUCCESS");
            assertThat(first.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
            assertThat(first.books("folders")).isEqualTo(new Execution.Books(FOLDERS, FOLDERS, 0, 0, 0, FOLDERS, 0));
            assertThat(first.step("testcases").path("expected").asInt()).isEqualTo(CASES);
            assertHolds(sandbox);
            assertReported(api, first);

            long created = created(sandbox);
            Execution second = api.run(migration);

            assertThat(second.state()).as(second.toString()).isEqualTo("SUCCESS");
            assertThat(second.books("testcases")).isEqualTo(new Execution.Books(CASES, 0, CASES, 0, 0, CASES, 0));
            assertThat(second.books("folders")).isEqualTo(new Execution.Books(FOLDERS, 0, FOLDERS, 0, 0, FOLDERS, 0));
            assertThat(created(sandbox)).as("requests that create").isEqualTo(created);
            assertHolds(sandbox);
        }
    }

    private static void assertHolds(RunningSandbox sandbox) {
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
        assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
        assertThat(QTestLookAlike.in(sandbox).counts().modules()).isGreaterThanOrEqualTo(FOLDERS);
    }

    private static long created(RunningSandbox sandbox) {
        long created = sandbox.requests().entrySet().stream()
                .filter(request ->
                        request.getKey().contains("POST") && !request.getKey().contains("/search"))
                .mapToLong(request -> request.getValue())
                .sum();
        assertThat(created).isGreaterThanOrEqualTo(CASES);
        return created;
    }

    private static void assertReported(Api api, Execution execution) throws IOException, NoSuchAlgorithmException {
        String path = "/executions/" + execution.id();
        Api.Answer page = api.get(path + "/report", "text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).startsWith("text/html");
        assertThat(page.text()).contains("mattermost", "5,059");

        JsonNode report = api.get(path + "/report", "application/json").json();
        assertThat(report.path("total").path("extracted").asInt()).isEqualTo(CASES + FOLDERS);
        assertThat(report.path("proofs")).isNotEmpty().allSatisfy(proof -> assertThat(
                        proof.path("holds").asBoolean())
                .as(proof.toString())
                .isTrue());

        Evidence evidence = Evidence.open(api.get(path + "/evidence").body());
        evidence.assertSumsHold();
        assertThat(evidence.text("report.html")).isEqualTo(page.text());
        assertThat(evidence.text("receipts.jsonl").lines()).hasSize(CASES + FOLDERS);
        assertThat(evidence.text("journal.jsonl").lines()).isNotEmpty();
    }
}
