package io.drover.coordinator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.AuditSignatures;
import io.drover.contracts.Messages;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.drover.coordinator.CoordinatorSchema;
import io.drover.coordinator.TestKeys;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartReader;
import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From real tables into a staging store. */
class EvidenceGathererTest {

    private static final String BATCH = "/evidence/archive/000000";

    private final CoordinatorSchema tables;
    private final Path staging;
    private final StagingStore store;
    private final EvidenceGatherer gatherer;

    EvidenceGathererTest(@TempDir Path directory) throws Exception {
        tables = new CoordinatorSchema("evidence_gatherer");
        staging = directory.resolve("staging");
        store = StagingStores.open(staging.toUri(), new S3Options(Optional.empty(), Optional.empty()));
        gatherer = new EvidenceGatherer(tables.database(), store, new AuditSignatures(TestKeys.KEY));
        tables.run("insert into drover.migration values ('m', '{}', now(), now(), 1)");
    }

    @Test
    void what_is_due_is_staged_up_to_its_revision_and_then_commanded() throws Exception {
        execution("ex", 250);
        due("ex", 1, 240);

        assertThat(gatherer.gatherOne()).isTrue();
        assertThat(gatherer.gatherOne()).isFalse();

        assertThat(lines("ex", "execution")).containsExactly("{\"id\":\"ex\"}");
        assertThat(lines("ex", "plan")).containsExactly("{\"plan\":{\"p\":1},\"migration\":{\"name\":\"m\"}}");
        assertThat(lines("ex", "journal")).hasSize(240);
        assertThat(lines("ex", "journal").getLast()).contains("\"seq\":240").contains("batch.done");
        assertThat(lines("ex", "audit")).hasSize(250).last().isEqualTo("{\"seq\":250}");
        assertThat(lines("ex", "manifests"))
                .hasSize(250)
                .first()
                .isEqualTo("{\"batch\":\"ex/testcases/load/000001\",\"manifest\":"
                        + "\"executions/ex/testcases/load/000001/manifest.json\"}");
        assertThat(tables.rows("select topic || ' ' || key || ' ' || payload from drover.outbox"))
                .containsExactly("drover.archive.commands ex" + BATCH + " command-1");
    }

    @Test
    void what_was_staged_first_holds_for_later_attempts() throws Exception {
        execution("ex", 3);
        due("ex", 1, 3);
        gatherer.gatherOne();
        Manifest first = manifest("ex");
        execution("later", 1);
        due("ex", 2, 2);

        gatherer.gatherOne();

        assertThat(manifest("ex")).isEqualTo(first);
        assertThat(tables.rows("select payload from drover.outbox order by id"))
                .containsExactly("command-1", "command-2");
    }

    @Test
    void evidence_that_cannot_be_staged_fails_its_own_attempt_and_another_execution_has_its_evidence()
            throws Exception {
        execution("bad", 5);
        execution("good", 5);
        due("bad", 3, 5);
        due("good", 1, 5);
        // A file where its directory should be.
        Files.createDirectories(staging.resolve("executions/bad"));
        Files.createFile(staging.resolve("executions/bad/evidence-inputs"));

        assertThat(gatherer.gatherOne()).isTrue();
        assertThat(gatherer.gatherOne()).isTrue();

        String answer = tables.rows("select payload from drover.outbox where topic = '" + Topics.RESULTS + "'")
                .getFirst();
        Result result = Messages.decode(answer, Result.class);
        assertThat(result.attempt()).isEqualTo(3);
        assertThat(result.batch()).hasToString("bad" + BATCH);
        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("STAGING_UNAVAILABLE");
            assertThat(failed.type()).isEqualTo(Outcome.FailureType.RESOURCES);
        });
        assertThat(lines("good", "journal")).hasSize(5);
        assertThat(tables.rows("select key from drover.outbox where topic = 'drover.archive.commands'"))
                .containsExactly("good" + BATCH);
        assertThat(tables.rows("select count(*) from drover.gathering")).containsExactly("0");
    }

    @Test
    void parts_stay_when_nobody_knows_whether_their_manifest_holds() throws Exception {
        execution("ex", 3);
        due("ex", 1, 3);
        new EvidenceGatherer(tables.database(), new LostAnswers(store), new AuditSignatures(TestKeys.KEY)).gatherOne();
        assertThat(tables.rows("select payload from drover.outbox").getFirst())
                .as("the answer was lost")
                .contains("STAGING_UNAVAILABLE");
        due("ex", 2, 3);

        gatherer.gatherOne();

        assertThat(tables.rows("select payload from drover.outbox order by id")).endsWith("command-2");
        assertThat(lines("ex", "journal")).as("what the command reads").hasSize(3);
    }

    @Test
    void with_too_little_room_the_attempt_fails_as_a_workers_does() throws Exception {
        execution("ex", 1);
        due("ex", 1, 1);
        try (StagingStore full = StagingStores.open(
                staging.toUri(), new S3Options(Optional.empty(), Optional.empty()), Long.MAX_VALUE)) {
            new EvidenceGatherer(tables.database(), full, new AuditSignatures(TestKeys.KEY)).gatherOne();
        }

        assertThat(tables.rows("select payload from drover.outbox").getFirst()).contains("STAGING_FULL");
    }

    @Test
    void what_somebody_is_at_is_left_to_them_until_their_lease_is_over() throws Exception {
        execution("ex", 1);
        due("ex", 1, 1);
        tables.run("update drover.gathering set taken_until = now() + interval '1 hour'");
        assertThat(gatherer.gatherOne()).isFalse();

        tables.run("update drover.gathering set taken_until = now() - interval '1 second'");

        assertThat(gatherer.gatherOne()).isTrue();
        assertThat(lines("ex", "journal")).hasSize(1);
    }

    private void execution(String id, int changes) throws Exception {
        tables.run("insert into drover.execution (id, migration, plan, definition, state, status, revision, started_at)"
                + " values ('%s', 'm', '{\"p\":1}', '{\"name\":\"m\"}', '{}', 'RUNNING', %d, now())"
                        .formatted(id, changes));
        tables.run("insert into drover.journal (execution, seq, at, entry) select '%1$s', n, now(), ".formatted(id)
                + "'{\"version\":1,\"execution\":\"x\",\"seq\":' || n || ',\"at\":\"2026-01-01T00:00:00Z\","
                + "\"signal\":{\"is\":\"time-passed\"},\"lines\":[{\"seq\":' || n || ',\"at\":\"2026-01-01T00:00:00Z\","
                + "\"what\":\"batch.done\",\"attempt\":1,\"detail\":\"\"}],\"cut\":0}'"
                + " from generate_series(1, %d) n".formatted(changes));
        tables.run(("insert into drover.audit (execution, seq, line) select '%s', n, '{\"seq\":' || n || '}'"
                        + " from generate_series(1, %d) n")
                .formatted(id, changes));
        tables.run(("insert into drover.closed_batch (id, execution, result, closed_at)"
                        + " select '%1$s/testcases/load/' || lpad(n::text, 6, '0'), '%1$s', '{}', now()"
                        + " from generate_series(1, %2$d) n")
                .formatted(id, changes));
    }

    private void due(String execution, int attempt, int revision) throws Exception {
        tables.run(("insert into drover.gathering (batch, execution, attempt, command, view, revision, since) values"
                        + " ('%1$s%2$s', '%1$s', %3$d, 'command-%3$d', '{\"id\":\"%1$s\"}', %4$d, clock_timestamp())")
                .formatted(execution, BATCH, attempt, revision));
    }

    private Manifest manifest(String execution) throws Exception {
        return Manifests.read(store, EvidenceParts.batch(execution).manifestKey())
                .orElseThrow();
    }

    private List<String> lines(String execution, String part) throws Exception {
        List<String> lines = new ArrayList<>();
        PartReader.forEach(
                store,
                manifest(execution).part(part).orElseThrow(),
                JsonNode.class,
                line -> lines.add(line.toString()));
        return lines;
    }
}
