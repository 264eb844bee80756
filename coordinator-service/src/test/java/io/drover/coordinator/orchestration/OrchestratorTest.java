package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.TestKeys;
import io.drover.coordinator.audit.AuditAnchors;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.DeciderTest;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.evidence.IdleGathering;
import io.drover.coordinator.operations.Unwatched;
import io.drover.coordinator.outbox.IdleRelay;
import io.drover.coordinator.outbox.OutboxRelay;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real decisions on real tables: what cannot be kept is its own execution's, and nobody tries it again for ever. */
class OrchestratorTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final BatchId CHECK = new BatchId("ex", "check", Phase.VALIDATE, 0);

    private final ReactiveDatabase database;
    private final StagingStore store;
    private final Orchestrator orchestrator;

    OrchestratorTest(@TempDir Path staging) throws Exception {
        database = new ReactiveDatabase("orchestrator");
        store = StagingStores.open(staging.toUri(), new S3Options(Optional.empty(), Optional.empty()));
        OutboxRelay relay = IdleRelay.of(database.blocking());
        orchestrator = new Orchestrator(
                database.reactive(),
                relay,
                IdleGathering.of(database.blocking(), store, relay),
                Unwatched.decisions(),
                AuditAnchors.none(new CoordinatorMessages(TestKeys.KEY)));
        begun();
    }

    @AfterEach
    void close() {
        database.close();
        store.close();
    }

    @Test
    void a_row_that_the_database_refuses_fails_the_step_it_is_of_and_is_not_tried_again() throws Exception {
        database.tables()
                .run("insert into drover.closed_batch (id, execution, result, closed_at) values ('" + CHECK
                        + "', 'ex', '{}', now())");

        assertThatThrownBy(() -> tell(Map.of())).isInstanceOf(UndecidableException.class);

        assertThat(codes()).containsExactly("UNDECIDABLE");
    }

    @Test
    void a_result_that_is_too_long_to_be_kept_fails_the_step_it_is_of() throws Exception {
        byte[] unlikeAnything = new byte[45_000];
        new SecureRandom().nextBytes(unlikeAnything);

        assertThatThrownBy(() -> tell(Map.of("long", Base64.getEncoder().encodeToString(unlikeAnything))))
                .isInstanceOf(UndecidableException.class);

        assertThat(codes()).containsExactly("UNDECIDABLE");
    }

    private List<String> codes() throws Exception {
        return database.tables().rows("select state::json -> 'failure' ->> 'code' from drover.execution");
    }

    private void tell(Map<String, String> facts) {
        Outcome done = new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of(), facts);
        Result result = new Result(Result.VERSION, CHECK, 1, "w", NOW, 5, Usage.NONE, done);
        orchestrator.signal("ex", new Signal.Arrived(List.of(result))).await().atMost(Duration.ofSeconds(20));
    }

    private void begun() throws Exception {
        Plan plan = DeciderTest.plan();
        ExecutionState state = new Decider(plan)
                .decide(ExecutionState.of("ex", plan, NOW), new Signal.Started(), NOW)
                .next();
        database.tables().run("insert into drover.migration values ('m', '{}', now(), now(), 1)");
        try (Connection connection = database.tables().database().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into drover.execution (id, migration, plan, definition, state, status, revision,"
                                + " started_at) values ('ex', 'm', ?, ?, ?, 'RUNNING', 1, now())")) {
            insert.setString(1, DocumentJson.write(plan));
            insert.setString(2, """
                {"name": "m", "recipe": "r", "source": {"connector": "s", "settings": {}},
                 "target": {"connector": "t", "settings": {}}}\
                """);
            insert.setString(3, DocumentJson.write(state));
            insert.executeUpdate();
        }
    }
}
