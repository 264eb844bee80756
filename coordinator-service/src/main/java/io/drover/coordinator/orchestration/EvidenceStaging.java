package io.drover.coordinator.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.persistence.AuditRow;
import io.drover.coordinator.persistence.ClosedBatchRow;
import io.drover.coordinator.persistence.JournalRow;
import io.drover.coordinator.persistence.Json;
import io.drover.coordinator.planning.Migration;
import io.drover.staging.StagingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hands the coordinator's knowledge of an execution to the archive service, through the staging store. */
@ApplicationScoped
public class EvidenceStaging {

    private final StagingStore store;
    private final Vertx vertx;

    EvidenceStaging(StagingStore store, Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
    }

    Uni<Void> stage(Mutiny.Session session, Plan plan, Migration migration, ExecutionState state, Instant now) {
        ExecutionView view = ExecutionView.of(plan, state, state.verdict(plan).name(), now);
        JsonNode planned = Json.read(Json.write(Map.of("plan", plan, "migration", migration)), JsonNode.class);
        return session.createQuery("from JournalRow where execution = :id order by seq", JournalRow.class)
                .setParameter("id", state.id())
                .getResultList()
                .chain(journal -> session.createQuery(
                                "from ClosedBatchRow where execution = :id order by id", ClosedBatchRow.class)
                        .setParameter("id", state.id())
                        .getResultList()
                        .chain(batches -> session.createQuery(
                                        "from AuditRow where execution = :id order by seq", AuditRow.class)
                                .setParameter("id", state.id())
                                .getResultList()
                                .chain(audit -> write(state.id(), view, planned, journal, batches, audit))));
    }

    private Uni<Void> write(
            String execution,
            ExecutionView view,
            JsonNode planned,
            List<JournalRow> journal,
            List<ClosedBatchRow> batches,
            List<AuditRow> audit) {
        // Comes back on the context of the session, which Hibernate Reactive asks for.
        return vertx.executeBlocking(() -> {
                    EvidenceInputs.stage(store, execution, view, planned, journal, batches, audit);
                    return true;
                })
                .replaceWithVoid();
    }
}
