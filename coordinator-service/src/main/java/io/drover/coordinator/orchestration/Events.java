package io.drover.coordinator.orchestration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.ExecutionStatus;
import io.drover.contracts.Event;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.StepState;
import java.time.Instant;

/** Coarse events for anyone who listens. */
final class Events {

    private Events() {}

    static Event of(Plan plan, ExecutionState state, long revision, Effect.Tell tell, Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("migration", plan.migration());
        data.put("state", state.status().name());
        if (state.status() != ExecutionStatus.RUNNING) {
            data.put("auditHead", state.audit().head());
        }
        String id = state.id() + "-" + revision + "-" + tell.type();
        if (tell.step() != null) {
            StepState step = state.step(tell.step());
            id += "-" + step.id();
            data.put("step", step.id());
            data.put("stepState", step.status().name());
            if (step instanceof RecordsState records) {
                data.putPOJO("books", records.counted());
            }
        }
        return Event.of(id, state.id(), tell.type(), now, data);
    }
}
