package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An {@link OddProject} that is moved into the qTest of a sandbox of its own, as often as a test wants. */
final class OddTrial implements AutoCloseable {

    private static final AtomicInteger NAMES = new AtomicInteger();

    final RunningSandbox sandbox = Sandboxes.generated(1, 1);
    private final Api api;
    private final ObjectNode migration;
    private OddProject project;

    OddTrial(OddProject project) throws IOException {
        this.api = Installation.shared().api();
        this.project = project;
        this.migration = Migrations.define(api, sandbox, "odd-" + NAMES.incrementAndGet(), project.key());
        // Nobody waits half a minute for a request that fails for ever.
        for (String side : List.of("source", "target")) {
            ((ObjectNode) migration.path(side).path("settings"))
                    .putObject("http")
                    .put("patienceMs", 1_500)
                    .put("firstBackoffMs", 100);
        }
    }

    /** The definition, to be changed before {@link #run}. */
    ObjectNode migration() {
        return migration;
    }

    ObjectNode settings(String side) {
        return (ObjectNode) migration.path(side).path("settings");
    }

    OddTrial with(OddProject changed) {
        project = changed;
        return this;
    }

    Execution run() {
        ZephyrLookAlike.in(sandbox).project(project.json());
        return api.run(migration);
    }

    String begin() {
        ZephyrLookAlike.in(sandbox).project(project.json());
        assertThat(api.define(migration).status()).isIn(200, 201);
        return api.begin(migration.path("name").asText());
    }

    Api api() {
        return api;
    }

    /** What a person sees in qTest of one case. */
    ObjectNode stored(int number) {
        List<ObjectNode> found = all().stream()
                .filter(one -> one.path("key").asText().equals(project.key() + "-T" + number))
                .toList();
        assertThat(found).as("cases of T" + number).hasSize(1);
        return found.getFirst();
    }

    /** All cases in qTest, in their order. */
    List<ObjectNode> all() {
        return QTestLookAlike.in(sandbox).edits().cases();
    }

    void edit(int number, String edit) {
        QTestLookAlike.in(sandbox).edits().editCase(project.key() + "-T" + number, Api.parse(edit.replace('\'', '"')));
    }

    void delete(int number) {
        QTestLookAlike.in(sandbox).edits().deleteCase(project.key() + "-T" + number);
    }

    /** Drover's database has no receipt of this trial any more, as if another installation had made them. */
    void loseReceipts() {
        sql(
                "delete from ledger.receipt where route in (select route from ledger.observed_route where target like ?)",
                "%:" + sandbox.port() + "/%");
    }

    static void sql(String statement, String... values) {
        try (Connection connection = Installation.shared().database();
                PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            assertThat(update.executeUpdate()).as(statement).isPositive();
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Findings of one code of an execution. */
    List<JsonNode> findings(Execution execution, String code) {
        List<JsonNode> found = new ArrayList<>();
        String lines = api.get("/executions/" + execution.id() + "/findings?code=" + code)
                .text();
        lines.lines().filter(line -> !line.isBlank()).map(Api::parse).forEach(found::add);
        return found;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
